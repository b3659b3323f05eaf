-- $1 ente  $2 number  $3 n  $4 step  $5 date  $6 document  $7 last day of its term  $8 end  $9 movements  $10 account  $11 clock
insert into expediente_padron_paso (ente, numero, n, paso, fecha, documento, plazo, fin, movimientos, account, registrado)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
