-- $1 ente  $2 NIA   registered people with what a letter needs: age, note, how many live there, postcode, the block
select h.nia, h.documento, h.fnac, i.nombre_mostrado,
       coalesce((select activa from nota_proteccion q where q.ente = h.ente and q.nia = h.nia order by q.n desc limit 1), false) as protegida,
       (select count(*) from habitante o where o.ente = h.ente and o.nhop = h.nhop and o.viva) as personas,
       codigo_postal(i) as cpos,
       i.dist, i.secc, i.lsecc, i.cun, i.nentcoc, i.nentsic, i.nnuclec, i.cvia, i.tvia, i.nviac, i.cpsvia,
       i.dpsvia, i.tinum, i.numer, i.cnumer, i.numers, i.cnumers, i.kmt, i.hmt, i.bloq, i.port, i.esca, i.plan,
       i.puer, i.tloc, i.nia, i.nhop, i.nie, i.nomb, i.part1, i.ape1, i.part2, i.ape2, i.sexo, i.cpron, i.cmunn,
       i.fnac, i.tiden, i.lextr, i.iden, i.liden, i.ndocu, i.cnes, i.naci, i.prdp, i.mudp, i.codp
  from habitante h join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where h.ente = $1 and h.nia = any($2)
