-- $1 ente  $2 censo  $3 $4 lines from, to
select * from censo_ibi where ente = $1 and censo = $2 and linea between $3 and $4 order by linea
