-- $1 ente  $2 run   every record has its outcome, and its money its place
with r as materialized (
  select n, bool_or(resultado = 'repeated') as repetido, sum(aplicado_cts + depositado_cts + pendiente_cts) as colocado
    from cobro_resultado where ente = $1 and run = $2 group by n)
select count(*) as registros, count(r.n) as resueltos, coalesce(sum(c.importe_cts), 0)::bigint as suma,
       coalesce(sum(c.importe_cts) filter (where c.clase <> 'movimiento' and not coalesce(r.repetido, false)), 0)::bigint as movido,
       coalesce(sum(r.colocado), 0)::bigint as colocado
  from cobro c left join r on r.n = c.n where c.ente = $1 and c.run = $2
