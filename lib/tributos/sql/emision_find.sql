-- $1 ente  $2 run
select e.run, e.tributo, e.ejercicio, e.censo, e.primer_valor, e.complementaria, r.params->>'ordenanza' as ordenanza, c.fichero,
       r.state = 'done' as terminada,
       exists (select 1 from emision_acto a where a.ente = e.ente and a.run = e.run and a.clase = 'aprobacion') as aprobada,
       exists (select 1 from emision_acto a where a.ente = e.ente and a.run = e.run and a.clase = 'deshecha') as deshecha,
       exists (select 1 from cargo g where g.ente = e.ente and g.run = e.run) as cargada
  from emision e join job_run r on r.ente = e.ente and r.id = e.run join censo c on c.ente = e.ente and c.id = e.censo
 where e.ente = $1 and ($2::bigint is null or e.run = $2) order by e.run
