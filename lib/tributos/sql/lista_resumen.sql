-- $1 ente  $2 run
select clase_valor, domiciliado, count(*) as valores, sum(integra_cts)::bigint as integra, sum(beneficios_cts)::bigint as beneficios,
       sum(liquida_cts)::bigint as liquida, sum(rebaja_cts)::bigint as rebaja, sum(importe_cts)::bigint as importe
  from padron_fiscal where ente = $1 and run = $2 and valor is not null group by 1, 2 order by 1 desc, 2
