-- $1 ente  $2 run   every record has its outcome, and its money its place
select (select count(*) from cobro where ente = $1 and run = $2) as registros,
       (select count(distinct n) from cobro_resultado where ente = $1 and run = $2) as resueltos,
       (select coalesce(sum(importe_cts), 0)::bigint from cobro where ente = $1 and run = $2) as suma,
       (select coalesce(sum(c.importe_cts), 0)::bigint from cobro c where c.ente = $1 and c.run = $2 and c.clase <> 'movimiento'
          and not exists (select 1 from cobro_resultado r where r.ente = c.ente and r.run = c.run and r.n = c.n and r.resultado = 'repeated')) as movido,
       (select coalesce(sum(aplicado_cts + depositado_cts + pendiente_cts), 0)::bigint from cobro_resultado where ente = $1 and run = $2) as colocado
