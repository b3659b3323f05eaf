-- $1 ente  $2 NHOP  $3 most   registered people of these dwellings whose address is not the hoja's
select h.nhop, p.nia from hoja h
  join habitante p on p.ente = h.ente and p.nhop = h.nhop and p.viva
  join inscripcion i on i.ente = p.ente and i.nia = p.nia and i.n = p.n
 where h.ente = $1 and h.nhop = any($2)
   and (i.dist, i.secc, i.lsecc, i.cun, i.cvia, i.cpsvia, i.tinum, i.numer, i.cnumer, i.numers, i.cnumers, i.kmt, i.hmt, i.bloq, i.port, i.esca, i.plan, i.puer, i.tloc)
       is distinct from
       (h.dist, h.secc, h.lsecc, h.cun, h.cvia, h.cpsvia, h.tinum, h.numer, h.cnumer, h.numers, h.cnumers, h.kmt, h.hmt, h.bloq, h.port, h.esca, h.plan, h.puer, h.tloc)
 order by h.nhop, p.nia limit $3
