-- $1 ente   each whole file of a bank: its records and where their money went, the ledger, the deposits
with f as materialized (
  select q.run, q.formato || ' ' || q.fichero as ambito from cobro_fichero q
    join job_run r on r.ente = q.ente and r.id = q.run and r.state = 'done' where q.ente = $1),
r as materialized (
  select run, n, bool_or(resultado = 'repeated') as repetido, sum(aplicado_cts) as aplicado, sum(depositado_cts) as depositado,
         sum(pendiente_cts) as pendiente from cobro_resultado where ente = $1 group by run, n),
s as materialized (
  select c.run, coalesce(sum(c.importe_cts) filter (where c.clase <> 'movimiento' and not coalesce(r.repetido, false)), 0)::bigint as movido,
         coalesce(sum(r.aplicado), 0)::bigint as aplicado, coalesce(sum(r.depositado), 0)::bigint as depositado,
         coalesce(sum(r.pendiente), 0)::bigint as pendiente
    from cobro c left join r on r.run = c.run and r.n = c.n where c.ente = $1 group by c.run),
a as materialized (
  select run, -sum(importe_cts)::bigint as ingresado from apunte where ente = $1 and cobro is not null and clase = 'ingreso' group by run),
d as materialized (select run, sum(importe_cts)::bigint as depositado from deposito where ente = $1 and origen = 'cobro' group by run)
select 'records = applied + deposited + pending' as prueba, ambito, f.run, coalesce(s.movido, 0) as esperado,
       coalesce(s.aplicado + s.depositado + s.pendiente, 0) as hallado from f left join s using (run)
union all
select 'applied = ledger', ambito, f.run, coalesce(s.aplicado, 0), coalesce(a.ingresado, 0) from f left join s using (run) left join a using (run)
union all
select 'deposited = deposits', ambito, f.run, coalesce(s.depositado, 0), coalesce(d.depositado, 0)
  from f left join s using (run) left join d using (run)
 order by 3, 1 desc
