-- $1 ente  $2 NIA   every inscripción in its order, the block as the record has it
select i.n, i.cvar || i.cauv as codigo, i.fvar, i.registrado, i.origen, i.expediente, i.nombre_mostrado, i.duplicado_de, i.run,
       i.dist, i.secc, i.lsecc, i.cun, i.nentcoc, i.nentsic, i.nnuclec, i.cvia, i.tvia, i.nviac, i.cpsvia, i.dpsvia,
       i.tinum, i.numer, i.cnumer, i.numers, i.cnumers, i.kmt, i.hmt, i.bloq, i.port, i.esca, i.plan, i.puer, i.tloc,
       i.nia, i.nhop, i.nie, i.nomb, i.part1, i.ape1, i.part2, i.ape2, i.sexo, i.cpron, i.cmunn, i.fnac, i.tiden,
       i.lextr, i.iden, i.liden, i.ndocu, i.cnes, i.naci, i.prdp, i.mudp, i.codp
  from inscripcion i where i.ente = $1 and i.nia = $2 order by i.n
