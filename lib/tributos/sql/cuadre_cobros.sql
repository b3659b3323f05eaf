-- $1 ente   each whole file of a bank: its records and where their money went, the ledger, the deposits
with f as (
  select q.*, q.formato || ' ' || q.fichero as ambito from cobro_fichero q
    join job_run r on r.ente = q.ente and r.id = q.run and r.state = 'done' where q.ente = $1),
s as (
  select f.run, sum(r.aplicado_cts)::bigint as aplicado, sum(r.depositado_cts)::bigint as depositado, sum(r.pendiente_cts)::bigint as pendiente
    from f join cobro_resultado r on r.ente = f.ente and r.run = f.run group by f.run)
select 'records = applied + deposited + pending' as prueba, ambito, f.run,
       (select coalesce(sum(c.importe_cts), 0)::bigint from cobro c where c.ente = f.ente and c.run = f.run and c.clase <> 'movimiento'
           and not exists (select 1 from cobro_resultado r where r.ente = c.ente and r.run = c.run and r.n = c.n and r.resultado = 'repeated')) as esperado,
       coalesce(s.aplicado + s.depositado + s.pendiente, 0) as hallado
  from f left join s using (run)
union all
select 'applied = ledger', ambito, f.run, coalesce(s.aplicado, 0),
       (select coalesce(-sum(a.importe_cts), 0)::bigint from apunte a
         where a.ente = f.ente and a.run = f.run and a.cobro is not null and a.clase = 'ingreso')
  from f left join s using (run)
union all
select 'deposited = deposits', ambito, f.run, coalesce(s.depositado, 0),
       (select coalesce(sum(d.importe_cts), 0)::bigint from deposito d where d.ente = f.ente and d.origen = 'cobro' and d.run = f.run)
  from f left join s using (run)
 order by 3, 1 desc
