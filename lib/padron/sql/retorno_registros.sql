-- $1 ente  $2 run  $3 records   of a file that is being read, in its own transaction
update retorno_ine set registros = $3 where ente = $1 and run = $2
