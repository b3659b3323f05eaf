-- $1 ente  $2 run  $3 NHOP   dwellings as the last movement of a run has them
insert into hoja (ente, nhop, dist, secc, lsecc, cun, cvia, cpsvia, tinum, numer, cnumer, numers, cnumers, kmt, hmt, bloq, port, esca, plan, puer, tloc)
select distinct on (nhop) ente, nhop, dist, secc, lsecc, cun, cvia, cpsvia, tinum, numer, cnumer, numers, cnumers, kmt, hmt, bloq, port, esca, plan, puer, tloc
  from inscripcion where ente = $1 and run = $2 and nhop = any($3) and cvar <> 'B' order by nhop, linea desc
on conflict (ente, nhop) do update set
       dist = excluded.dist, secc = excluded.secc, lsecc = excluded.lsecc, cun = excluded.cun, cvia = excluded.cvia,
       cpsvia = excluded.cpsvia, tinum = excluded.tinum, numer = excluded.numer, cnumer = excluded.cnumer, numers =
       excluded.numers, cnumers = excluded.cnumers, kmt = excluded.kmt, hmt = excluded.hmt, bloq = excluded.bloq,
       port = excluded.port, esca = excluded.esca, plan = excluded.plan, puer = excluded.puer, tloc = excluded.tloc
