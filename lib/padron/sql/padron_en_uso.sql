-- $1 ente
select count(*) from habitante where ente = $1
