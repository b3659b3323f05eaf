-- $1 ente   rows of habitante that are not what the inscripciones say, or are missing
with diferentes as (
  (select * from habitante where ente = $1 except select * from habitante_derivado where ente = $1)
  union all
  (select * from habitante_derivado where ente = $1 except select * from habitante where ente = $1))
select (select count(*) from habitante where ente = $1) as casos, count(*) as fallos, coalesce(min(nia), '') as ejemplo from diferentes
