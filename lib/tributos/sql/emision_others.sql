-- $1 ente  $2 tributo  $3 ejercicio   its runs that were not undone
select e.run, e.censo, e.ordenanza_sha,
       exists (select 1 from emision_acto a where a.ente = e.ente and a.run = e.run and a.clase = 'aprobacion') as aprobada
  from emision e join job_run r on r.ente = e.ente and r.id = e.run
 where e.ente = $1 and e.tributo = $2 and e.ejercicio = $3 and r.state <> 'undone' order by e.run
