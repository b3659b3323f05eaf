-- $1 ente  $2 run  $3 clase  $4 slips of a file   ranges of valores, one a file
select min(valor) as desde, max(valor) as hasta
  from (select p.valor, (row_number() over (order by p.valor) - 1) / $4::bigint as fichero
          from padron_fiscal p
         where p.ente = $1 and p.run = $2 and p.valor is not null and p.clase_valor = $3
           and not exists (select 1 from adeudo a where a.ente = p.ente and a.valor = p.valor)) t
 group by fichero order by fichero
