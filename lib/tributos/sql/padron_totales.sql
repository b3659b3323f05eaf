-- $1 ente  $2 run
select count(valor) as valores, coalesce(min(valor), 0) as primero, count(*) filter (where situacion = 'valor' and clase_valor = 'liquidacion') as liquidaciones,
       count(*) filter (where situacion = 'minimo') as minimo, coalesce(sum(liquida_cts), 0)::bigint as liquida_cts,
       coalesce(sum(importe_cts), 0)::bigint as importe_cts, count(*) filter (where domiciliado) as domiciliados,
       (select coalesce(sum(sum_cts), 0)::bigint from job_chunk c where c.ente = $1 and c.run = $2 and c.step = 1) as tramos_cts
  from padron_fiscal where ente = $1 and run = $2
