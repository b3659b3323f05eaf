-- $1 ente  $2 valor, or null  $3 nif, or null   all years, oldest first
select p.valor, p.run, e.tributo, e.ejercicio, p.clase_valor, p.objeto, p.nif, c.nombre, c.domicilio_objeto,
       p.liquida_cts, p.rebaja_cts, p.importe_cts, p.domiciliado, v.estado, v.pendiente_cts,
       r.params->>'ordenanza' as ordenanza,
       (select max(n.vence) from notificacion n where n.ente = p.ente and n.valor = p.valor) as vence,
       coalesce(a.principal, 0) as principal, coalesce(a.recargo, 0) as recargo, coalesce(a.interes, 0) as interes,
       coalesce(a.costas, 0) as costas
  from padron_fiscal p
  join emision e on e.ente = p.ente and e.run = p.run
  join job_run r on r.ente = e.ente and r.id = e.run
  join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
  join valor_estado v on v.ente = p.ente and v.run = p.run and v.linea = p.linea
  left join lateral (select sum(importe_cts) filter (where componente = 'principal')::bigint as principal,
                            sum(importe_cts) filter (where componente = 'recargo')::bigint as recargo,
                            sum(importe_cts) filter (where componente = 'interes')::bigint as interes,
                            sum(importe_cts) filter (where componente = 'costas')::bigint as costas
                       from apunte where ente = p.ente and valor = p.valor) a on true
 where p.ente = $1 and p.valor is not null and r.state <> 'undone'
   and ($2::bigint is null or p.valor = $2) and ($3::text is null or p.nif = $3)
 order by e.ejercicio, p.valor
