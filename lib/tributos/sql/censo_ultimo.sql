-- $1 ente  $2 censo
select id, fichero from censo where ente = $1 and censo = $2 order by id desc limit 1
