-- $1 ente  $2 run  $3 $4 valores from, to  $5 clase   what is paid by slip: neither debited nor a liquidación among receipts.
-- First the valores, then the line of each: a plan that guesses their number too low reads the census whole for every file.
with v as materialized (
  select p.valor, p.linea, p.objeto, p.nif, p.integra_cts, p.beneficios_cts, p.liquida_cts
    from padron_fiscal p
   where p.ente = $1 and p.run = $2 and p.valor between $3 and $4 and p.clase_valor = $5
     and not exists (select 1 from adeudo a where a.ente = p.ente and a.valor = p.valor))
select v.valor, v.objeto, v.nif, v.integra_cts, v.beneficios_cts, v.liquida_cts, c.nombre, c.domicilio_objeto, c.domicilio_fiscal,
       c.codigo_postal, c.municipio
  from v cross join lateral (
       select c.nombre, c.domicilio_objeto, c.domicilio_fiscal, c.codigo_postal, c.municipio from censo_linea c
        where c.ente = $1 and c.censo = (select censo from emision where ente = $1 and run = $2) and c.linea = v.linea limit 1) c
 order by v.valor
