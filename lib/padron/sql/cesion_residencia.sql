-- $1 ente  $2 NIA   a person's residence, and whether anybody of the dwelling has a prevention note
select h.viva, h.domicilio, h.baja, i.nombre_mostrado, h.documento,
       exists (select 1 from habitante o
                 join lateral (select activa from nota_proteccion q where q.ente = o.ente and q.nia = o.nia order by q.n desc limit 1) q on q.activa
                where o.ente = h.ente and (o.nia = h.nia or (o.nhop = h.nhop and o.viva and h.viva))) as reservada,
       codigo_postal(i) as cpos,
       i.dist, i.secc, i.lsecc, i.cun, i.nentcoc, i.nentsic, i.nnuclec, i.cvia, i.tvia, i.nviac, i.cpsvia,
       i.dpsvia, i.tinum, i.numer, i.cnumer, i.numers, i.cnumers, i.kmt, i.hmt, i.bloq, i.port, i.esca, i.plan,
       i.puer, i.tloc, i.nia, i.nhop, i.nie, i.nomb, i.part1, i.ape1, i.part2, i.ape2, i.sexo, i.cpron, i.cmunn,
       i.fnac, i.tiden, i.lextr, i.iden, i.liden, i.ndocu, i.cnes, i.naci, i.prdp, i.mudp, i.codp
  from habitante h join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where h.ente = $1 and h.nia = $2
