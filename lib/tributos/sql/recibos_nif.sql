-- $1 ente  $2 nif   all years, oldest first
select * from recibo where ente = $1 and nif = $2 order by ejercicio, valor
