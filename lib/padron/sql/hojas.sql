-- $1 ente  $2 NHOP  $3 AAAAMMDD   dwellings with their address, and how many of their people were born by that day
select h.nhop, (select count(*) from habitante p where p.ente = h.ente and p.nhop = h.nhop and p.viva and p.fnac <= $3) as adultos,
       h.dist, h.secc, h.lsecc, h.cun, h.cvia, h.cpsvia, h.tinum, h.numer, h.cnumer, h.numers, h.cnumers, h.kmt, h.hmt, h.bloq, h.port, h.esca, h.plan, h.puer, h.tloc
  from hoja h where h.ente = $1 and h.nhop = any($2)
