-- $1 ente  $2 id
select id, censo, fichero, lineas, sha256 from censo where ente = $1 and id = $2
