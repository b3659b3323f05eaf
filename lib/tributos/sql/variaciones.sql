-- $1 ente  $2 run  $3 runs of the last approved padrón  $4 percent of a rise
with ahora as (
  select p.*, c.nombre, c.domicilio_fiscal, c.domicilio_objeto from padron_fiscal p
    join emision e on e.ente = p.ente and e.run = p.run
    join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
   where p.ente = $1 and p.run = $2),
     antes as (select p.* from padron_fiscal p where p.ente = $1 and p.run = any($3::bigint[])),
     objetos_ahora as (select objeto, min(nif) as nif, sum(liquida_cts)::bigint as liquida, array_agg(distinct nif) as nifs from ahora group by objeto),
     objetos_antes as (select objeto, min(nif) as nif, sum(liquida_cts)::bigint as liquida, array_agg(distinct nif) as nifs from antes group by objeto)
select 'alta' as clase, a.objeto, a.nif, '' as antes, a.liquida::text as ahora
  from objetos_ahora a left join objetos_antes b using (objeto) where b.objeto is null and cardinality($3::bigint[]) > 0
union all
select 'baja', b.objeto, b.nif, b.liquida::text, '' from objetos_antes b left join objetos_ahora a using (objeto)
 where a.objeto is null and not (select complementaria from emision where ente = $1 and run = $2)
union all
select 'cambio_titular', a.objeto, a.nif, array_to_string(b.nifs, ','), array_to_string(a.nifs, ',')
  from objetos_ahora a join objetos_antes b using (objeto) where a.nifs <> b.nifs
union all
select 'subida', a.objeto, a.nif, b.liquida::text, a.liquida::text
  from objetos_ahora a join objetos_antes b using (objeto) where a.liquida > b.liquida * (1 + $4::numeric / 100)
union all
select 'sin_nif', objeto, nif, '', nombre from ahora where nif = ''
union all
select 'sin_domicilio', objeto, nif, '', nombre from ahora where domicilio_fiscal = '' and domicilio_objeto = ''
union all
select 'devuelto', a.objeto, a.nif, '', '' from ahora a join antes b using (objeto, nif)
 where exists (select 1 from apunte x where x.ente = b.ente and x.valor = b.valor and x.clase = 'ingreso' and x.importe_cts > 0)
 order by 1, 2, 3
