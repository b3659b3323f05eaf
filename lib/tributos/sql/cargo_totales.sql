-- $1 ente  $2 run  $3 remesa
select (select count(*) from adeudo a where a.ente = $1 and a.run = $2 and a.remesa = $3) as adeudos,
       (select coalesce(sum(importe_cts), 0)::bigint from adeudo a where a.ente = $1 and a.run = $2 and a.remesa = $3) as suma_adeudos,
       count(p.valor) as valores, coalesce(sum(p.liquida_cts), 0)::bigint as suma,
       count(*) filter (where p.domiciliado) as domiciliados,
       coalesce(sum(p.importe_cts) filter (where p.domiciliado), 0)::bigint as suma_domiciliados,
       coalesce((select sum(a.importe_cts) from apunte a join padron_fiscal q on q.ente = a.ente and q.valor = a.valor
                  where q.ente = $1 and q.run = $2 and a.clase = 'cargo'), 0)::bigint as asentado
  from padron_fiscal p where p.ente = $1 and p.run = $2
