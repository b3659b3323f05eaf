-- $1 ente   each whole remesa: its total, its debits, the lines they debit
with m as (
  select q.*, e.tributo || ' ' || e.ejercicio || ' R' || q.n as ambito from remesa q join emision e on e.ente = q.ente and e.run = q.run
    join job_run r on r.ente = q.ente and r.kind = 'tributos.charge' and r.key = q.run::text and r.state = 'done'
   where q.ente = $1)
select 'remesa = debits' as prueba, ambito, run, suma_cts as esperado,
       (select coalesce(sum(a.importe_cts), 0)::bigint from adeudo a where a.ente = m.ente and a.run = m.run and a.remesa = m.n) as hallado from m
union all
select 'debits = importe of their lines', ambito, run,
       (select coalesce(sum(a.importe_cts), 0)::bigint from adeudo a where a.ente = m.ente and a.run = m.run and a.remesa = m.n),
       (select coalesce(sum(p.importe_cts), 0)::bigint from adeudo a join padron_fiscal p on p.ente = a.ente and p.valor = a.valor
         where a.ente = m.ente and a.run = m.run and a.remesa = m.n) from m
union all
select 'remesa = files', ambito, run, suma_cts, x.suma
  from m join lateral (select sum(f.sum_cts)::bigint as suma from job_run r join job_file f on f.ente = r.ente and f.run = r.id
                        where r.ente = m.ente and r.kind = 'tributos.remesa' and r.state = 'done'
                          and (r.params->>'emision')::bigint = m.run group by r.id) x on true
 order by 3, 1 desc
