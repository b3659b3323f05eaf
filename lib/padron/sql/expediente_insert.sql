-- $1 ente  $2 number  $3 class  $4 cause  $5 account  $6 clock   no row: the number is taken
insert into expediente_padron (ente, numero, clase, causa, account, registrado) values ($1, $2, $3, $4, $5, $6)
on conflict do nothing
