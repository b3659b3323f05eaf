-- $1 ente  $2 NIA  $3 otorga  $4 fecha  $5 fuente  $6 account   for the hoja of today; no row: not registered
insert into autorizacion_colectiva (ente, nia, n, nhop, otorga, fecha, fuente, account)
select h.ente, h.nia, 1 + coalesce((select max(n) from autorizacion_colectiva a where a.ente = h.ente and a.nia = h.nia), 0),
       h.nhop, $3, $4, $5, $6
  from habitante h where h.ente = $1 and h.nia = $2 and h.viva
