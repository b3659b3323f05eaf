-- $1 ente  $2 censo  $3 $4 lines from, to  $5 concepto
select * from censo_tasa where ente = $1 and censo = $2 and linea between $3 and $4 and concepto = $5 order by linea
