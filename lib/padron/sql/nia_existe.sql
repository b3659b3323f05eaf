-- $1 ente  $2 NIA
select nia from habitante where ente = $1 and nia = $2
