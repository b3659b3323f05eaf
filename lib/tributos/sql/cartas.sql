-- $1 ente  $2 run  $3 $4 valores from, to  $5 clase   what is paid by slip: neither debited nor a liquidación among receipts
select p.valor, p.objeto, p.nif, p.integra_cts, p.beneficios_cts, p.liquida_cts, c.nombre, c.domicilio_objeto, c.domicilio_fiscal,
       c.codigo_postal, c.municipio
  from padron_fiscal p join emision e on e.ente = p.ente and e.run = p.run
  join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
 where p.ente = $1 and p.run = $2 and p.valor between $3 and $4 and p.clase_valor = $5
   and not exists (select 1 from adeudo a where a.ente = p.ente and a.valor = p.valor)
 order by p.valor
