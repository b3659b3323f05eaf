-- $1 ente  $2 run  $3 valor   as sql/cartas.sql, of one
select p.valor, p.objeto, p.nif, p.integra_cts, p.beneficios_cts, p.liquida_cts, c.nombre, c.domicilio_objeto, c.domicilio_fiscal,
       c.codigo_postal, c.municipio
  from padron_fiscal p join emision e on e.ente = p.ente and e.run = p.run
  join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
 where p.ente = $1 and p.run = $2 and p.valor = $3
