-- $1 ente   people registered: no more documents are asked for at once
select count(*) from habitante where ente = $1 and viva
