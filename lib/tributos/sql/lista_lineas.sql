-- $1 ente  $2 run   its valores with their holders, by name
select p.valor, p.nif, c.nombre, p.objeto, c.domicilio_objeto, c.domicilio_fiscal, c.codigo_postal, p.clase_valor, p.base_cts,
       p.tipo, p.integra_cts, p.beneficios_cts, p.liquida_cts, p.domiciliado, p.rebaja_cts, p.importe_cts
  from padron_fiscal p join emision e on e.ente = p.ente and e.run = p.run
  join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
 where p.ente = $1 and p.run = $2 and p.valor is not null
 order by c.nombre collate "es-x-icu", p.linea
