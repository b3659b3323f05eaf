-- $1 ente  $2 valor
select p.run, p.linea, e.tributo, e.ejercicio, v.estado, v.pendiente_cts, p.integra_cts, p.beneficios_cts, p.liquida_cts, p.rebaja_cts,
       p.importe_cts, p.clase_valor, p.domiciliado, p.tipo,
       (select min(l.linea) from censo_linea l where l.ente = p.ente and l.censo = e.censo and l.objeto_n = c.objeto_n) as primera,
       (select max(l.linea) from censo_linea l where l.ente = p.ente and l.censo = e.censo and l.objeto_n = c.objeto_n) as ultima,
       (select o.liquida_cts from padron_fiscal o join emision f on f.ente = o.ente and f.run = o.run
          join emision_acto a on a.ente = f.ente and a.run = f.run and a.clase = 'aprobacion'
         where o.ente = p.ente and o.objeto = p.objeto and o.nif = p.nif and f.tributo = e.tributo and f.ejercicio = e.ejercicio - 1
           and o.valor is not null order by f.run desc limit 1) as ano_anterior
  from padron_fiscal p join emision e on e.ente = p.ente and e.run = p.run join job_run r on r.ente = e.ente and r.id = e.run
  join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
  join valor_estado v on v.ente = p.ente and v.run = p.run and v.linea = p.linea
 where p.ente = $1 and p.valor = $2 and r.state <> 'undone'
