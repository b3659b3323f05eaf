-- $1 ente  $2 run  $3 $4 valores from, to   first-year liquidaciones, with the lines of their objects in the census
with v as (
  select p.valor, p.linea, p.objeto, p.nif, p.integra_cts, p.beneficios_cts, p.liquida_cts, c.nombre, c.domicilio_objeto,
         c.domicilio_fiscal, c.codigo_postal, c.municipio, c.objeto_n
    from padron_fiscal p join emision e on e.ente = p.ente and e.run = p.run
    join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
   where p.ente = $1 and p.run = $2 and p.valor between $3 and $4 and p.clase_valor = 'liquidacion'
     and not exists (select 1 from adeudo a where a.ente = p.ente and a.valor = p.valor))
select v.*, o.primera, o.ultima
  from v join (select objeto_n, min(linea) as primera, max(linea) as ultima from censo_linea
                where ente = $1 and censo = (select censo from emision where ente = $1 and run = $2)
                  and objeto_n in (select objeto_n from v) group by objeto_n) o using (objeto_n)
 order by v.valor
