-- $1 ente  $2 run
select g.numero, g.valores, g.suma_cts, g.fecha, r.n, r.fecha_cobro, r.version, r.acreedor, r.adeudos,
       r.suma_cts as suma_adeudos, r.preparada_por, r.preparada_en, coalesce(r.liberada_por, '') as liberada_por,
       e.tributo, e.ejercicio, r.excluidos
  from cargo g join remesa r on r.ente = g.ente and r.run = g.run join emision e on e.ente = g.ente and e.run = g.run
 where g.ente = $1 and g.run = $2
