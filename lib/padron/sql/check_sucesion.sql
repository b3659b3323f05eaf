-- $1 ente   movements that do not follow what was before them
select count(*) as casos, count(*) filter (where malo) as fallos, coalesce(min(nia) filter (where malo), '') as ejemplo
  from (select nia, case when antes is null then cvar = 'B'
                         when cvar in ('', 'A') then antes <> 'B'
                         else antes = 'B' end as malo
          from (select nia, cvar, lag(cvar) over (partition by nia order by n) as antes from inscripcion where ente = $1) p) q
