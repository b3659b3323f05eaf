-- $1 ente  $2 first five digits   the highest numbers of people and dwellings that are of our making
select coalesce((select max(substr(nia, 6)::bigint) from habitante where ente = $1 and nia ~ ('^' || $2 || '[0-9]{10}$')), 0) as nia,
       coalesce((select max(nhop::bigint) from hoja where ente = $1 and nhop ~ '^[0-9]{10}$'), 0) as nhop
