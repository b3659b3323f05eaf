-- $1 ente   two movements of a person on one day
select count(*) as casos, count(*) filter (where veces > 1) as fallos, coalesce(min(nia) filter (where veces > 1), '') as ejemplo
  from (select nia, fvar, count(*) as veces from inscripcion where ente = $1 group by nia, fvar) p
