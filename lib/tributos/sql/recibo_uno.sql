-- $1 ente  $2 valor
select * from recibo where ente = $1 and valor = $2
