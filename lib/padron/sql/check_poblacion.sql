-- $1 ente   the registered, and altas minus bajas; whose first inscripción is a modification was registered before the load
select (select count(*) from habitante where ente = $1 and viva) as casos,
       abs((select count(*) from habitante where ente = $1 and viva)
           - count(*) filter (where cvar in ('', 'A') or (n = 1 and cvar = 'M')) + count(*) filter (where cvar = 'B')) as fallos,
       '' as ejemplo
  from inscripcion where ente = $1
