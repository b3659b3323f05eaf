-- $1 ente  $2 run
select p.valor, p.clase_valor, p.objeto, p.nif, p.base_cts, p.tipo, p.integra_cts, p.beneficios_cts, p.liquida_cts,
       p.domiciliado, p.rebaja_cts, p.importe_cts, v.estado
  from padron_fiscal p join valor_estado v on v.ente = p.ente and v.run = p.run and v.linea = p.linea
 where p.ente = $1 and p.run = $2 order by p.linea
