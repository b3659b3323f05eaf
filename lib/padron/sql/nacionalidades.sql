-- $1 ente
select naci, count(*) as personas from habitante where ente = $1 and viva group by naci
