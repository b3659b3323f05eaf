-- $1 ente  $2 NIA   those that are held
select nia from habitante where ente = $1 and nia = any($2)
