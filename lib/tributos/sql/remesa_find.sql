-- $1 ente  $2 ejercicio  $3 n   remesas of that number, one a tributo
select m.run, m.n, e.tributo, m.acreedor from remesa m join emision e on e.ente = m.ente and e.run = m.run
 where m.ente = $1 and e.ejercicio = $2 and m.n = $3
