-- $1 ente  $2 NIA   the last inscripción of these people, its block in the record's order
select i.n, i.fvar, i.cvar || i.cauv as codigo, h.viva, h.alta, h.renovada, i.nombre_mostrado,
       i.dist, i.secc, i.lsecc, i.cun, i.nentcoc, i.nentsic, i.nnuclec, i.cvia, i.tvia, i.nviac, i.cpsvia,
       i.dpsvia, i.tinum, i.numer, i.cnumer, i.numers, i.cnumers, i.kmt, i.hmt, i.bloq, i.port, i.esca, i.plan,
       i.puer, i.tloc, i.nia, i.nhop, i.nie, i.nomb, i.part1, i.ape1, i.part2, i.ape2, i.sexo, i.cpron, i.cmunn,
       i.fnac, i.tiden, i.lextr, i.iden, i.liden, i.ndocu, i.cnes, i.naci, i.prdp, i.mudp, i.codp
  from habitante h join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where h.ente = $1 and h.nia = any($2)
