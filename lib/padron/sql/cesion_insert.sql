-- $1 ente  $2 body  $3 basis  $4 purpose  $5 expediente  $6 SHA-256 of the list  $7 of the answer  $8 account  $9 clock
insert into cesion (ente, organismo, base, finalidad, expediente, solicitud, respuesta, account, hecho)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id
