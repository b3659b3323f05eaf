-- $1 ente  $2 number  $3 n  $4 NIA  $5 document  $6 name
insert into expediente_padron_persona (ente, numero, n, nia, documento, nombre) values ($1, $2, $3, $4, $5, $6)
