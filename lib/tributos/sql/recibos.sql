-- $1 ente  $2 valores, or null  $3 nif, or null   all years, oldest first
select f.valor, f.run, f.tributo, f.ejercicio, f.clase_valor, f.objeto, f.nif, coalesce(c.nombre, o.nombre) as nombre,
       coalesce(c.domicilio_objeto, '') as domicilio_objeto, coalesce(c.domicilio_fiscal, '') as domicilio_fiscal,
       coalesce(c.codigo_postal, '') as codigo_postal, coalesce(c.municipio, '') as municipio,
       f.liquida_cts, f.rebaja_cts, f.importe_cts, f.domiciliado, v.estado, v.pendiente_cts,
       coalesce(r.params->>'ordenanza', '') as ordenanza, coalesce(o.referencia, '') as referencia_origen,
       case when f.clase_valor = 'pendiente' then o.fin_voluntaria
            else (select max(n.vence) from notificacion n where n.ente = f.ente and n.valor = f.valor) end as vence,
       o.notificada_apremio,
       coalesce(a.principal, 0) as principal, coalesce(a.recargo, 0) as recargo, coalesce(a.interes, 0) as interes,
       coalesce(a.costas, 0) as costas
  from valor_ficha f
  join job_run r on r.ente = f.ente and r.id = f.run
  join valor_estado v on v.ente = f.ente and v.run = f.run and v.linea = f.linea
  left join emision e on e.ente = f.ente and e.run = f.run
  left join censo_linea c on c.ente = f.ente and c.censo = e.censo and c.linea = f.linea
  left join pendiente o on o.ente = f.ente and o.valor = f.valor and f.clase_valor = 'pendiente'
  left join lateral (select sum(importe_cts) filter (where componente = 'principal')::bigint as principal,
                            sum(importe_cts) filter (where componente = 'recargo')::bigint as recargo,
                            sum(importe_cts) filter (where componente = 'interes')::bigint as interes,
                            sum(importe_cts) filter (where componente = 'costas')::bigint as costas
                       from apunte where ente = f.ente and valor = f.valor) a on true
 where f.ente = $1 and r.state <> 'undone'
   and ($2::bigint[] is null or f.valor = any($2::bigint[])) and ($3::text is null or f.nif = $3)
 order by f.ejercicio, f.valor
