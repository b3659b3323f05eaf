-- $1 ente  $2 NIA  $3 activa  $4 motivo  $5 fecha  $6 fuente  $7 account   no row: nobody of that NIA
insert into nota_proteccion (ente, nia, n, activa, motivo, fecha, fuente, account)
select h.ente, h.nia, 1 + coalesce((select max(n) from nota_proteccion q where q.ente = h.ente and q.nia = h.nia), 0), $3, $4, $5, $6, $7
  from habitante h where h.ente = $1 and h.nia = $2
