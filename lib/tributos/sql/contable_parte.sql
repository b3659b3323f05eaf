-- $1 ente  $2 $3 accounting dates from, to   what each file brought, by outcome
select r.contable as fecha, f.formato, f.fichero, r.resultado, count(distinct r.n) as registros,
       sum(case when r.resultado = 'repeated' then 0 else r.aplicado_cts + r.depositado_cts + r.pendiente_cts end)::bigint as importe,
       sum(r.aplicado_cts)::bigint as aplicado, sum(r.depositado_cts)::bigint as depositado, sum(r.pendiente_cts)::bigint as pendiente
  from cobro_resultado r join cobro_fichero f on f.ente = r.ente and f.run = r.run
 where r.ente = $1 and r.contable between $2 and $3 group by 1, 2, 3, 4 order by 1, 2, 3, 4
