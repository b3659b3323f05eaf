-- $1 ente   the dead, and those of them with a movement after it
select count(*) as casos, count(*) filter (where malo) as fallos, coalesce(min(nia) filter (where malo), '') as ejemplo
  from (select d.nia, exists (select 1 from inscripcion i where i.ente = d.ente and i.nia = d.nia and i.n > d.n) as malo
          from inscripcion d where d.ente = $1 and d.cvar = 'B' and d.cauv = 'DE') p
