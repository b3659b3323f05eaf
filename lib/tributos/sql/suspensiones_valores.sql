-- $1 ente  $2 valores   in the order in which they were decided
select valor, desde, hasta from suspension where ente = $1 and valor = any($2::bigint[]) order by valor, n
