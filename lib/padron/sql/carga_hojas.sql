-- $1 ente  $2 run   the dwellings of a load
insert into hoja (ente, nhop, dist, secc, lsecc, cun, cvia, cpsvia, tinum, numer, cnumer, numers, cnumers, kmt, hmt, bloq, port, esca, plan, puer, tloc)
select distinct on (nhop) ente, nhop, dist, secc, lsecc, cun, cvia, cpsvia, tinum, numer, cnumer, numers, cnumers, kmt, hmt, bloq, port, esca, plan, puer, tloc
  from inscripcion where ente = $1 and run = $2 order by nhop
