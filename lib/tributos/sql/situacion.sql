-- $1 ente
select e.run, e.censo, e.tributo, e.ejercicio, e.complementaria, r.state, r.account,
       (select count(*) from job_chunk k where k.ente = e.ente and k.run = e.run) as tramos,
       (select count(*) from job_chunk k where k.ente = e.ente and k.run = e.run and k.state = 'done') as hechos,
       (select count(valor) from padron_fiscal p where p.ente = e.ente and p.run = e.run) as valores,
       (select coalesce(sum(liquida_cts), 0)::bigint from padron_fiscal p where p.ente = e.ente and p.run = e.run) as suma,
       exists (select 1 from emision_acto a where a.ente = e.ente and a.run = e.run and a.clase = 'aprobacion') as aprobada,
       exists (select 1 from emision_acto a where a.ente = e.ente and a.run = e.run and a.clase = 'deshecha') as deshecha,
       exists (select 1 from cargo g where g.ente = e.ente and g.run = e.run) as cargada,
       exists (select 1 from remesa m where m.ente = e.ente and m.run = e.run and m.liberada_por is not null) as liberada,
       coalesce((select sum(a.importe_cts) from apunte a join padron_fiscal p on p.ente = a.ente and p.valor = a.valor
                  where p.ente = e.ente and p.run = e.run), 0)::bigint as pendiente
  from emision e join job_run r on r.ente = e.ente and r.id = e.run where e.ente = $1 order by e.run
