-- $1 ente   each whole cargo: what it says, the lines it charges, the ledger
with c as (
  select g.*, e.tributo || ' ' || e.ejercicio as ambito from cargo g join emision e on e.ente = g.ente and e.run = g.run
    join job_run r on r.ente = g.ente and r.kind = 'tributos.charge' and r.key = g.run::text and r.state = 'done'
   where g.ente = $1)
select 'padron_fiscal = cargo' as prueba, ambito, run,
       (select coalesce(sum(p.liquida_cts), 0)::bigint from padron_fiscal p where p.ente = c.ente and p.run = c.run and p.valor is not null) as esperado,
       suma_cts as hallado from c
union all
select 'cargo = ledger', ambito, run, suma_cts,
       (select coalesce(sum(a.importe_cts), 0)::bigint from apunte a join padron_fiscal p on p.ente = a.ente and p.valor = a.valor
         where p.ente = c.ente and p.run = c.run and a.clase = 'cargo' and a.componente = 'principal') from c
 order by 3, 1 desc
