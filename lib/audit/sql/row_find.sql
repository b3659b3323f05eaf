-- $1 ente  $2 id
select id from audit where ente = $1 and id = $2
