-- $1 ente  $2 valores   all years, oldest first
select * from recibo where ente = $1 and valor = any($2::bigint[]) order by ejercicio, valor
