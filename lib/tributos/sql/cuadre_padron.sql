-- $1 ente   each finished run: the sums of its chunks, and the lines that stand
select 'chunks = padron_fiscal' as prueba, e.tributo || ' ' || e.ejercicio as ambito, e.run,
       (select coalesce(sum(k.sum_cts), 0)::bigint from job_chunk k where k.ente = e.ente and k.run = e.run and k.step = 1) as esperado,
       (select coalesce(sum(p.liquida_cts), 0)::bigint from padron_fiscal p where p.ente = e.ente and p.run = e.run) as hallado
  from emision e join job_run r on r.ente = e.ente and r.id = e.run where e.ente = $1 and r.state = 'done' order by e.run
