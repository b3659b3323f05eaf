-- $1 ente  $2 lote   the movements of a lot in INE's order: control, the state before, the state after (of a BDU: of the record
-- that stays)
select to_char(i.fvar, 'YYYYMMDD') as fvar, i.cvar, i.cauv, i.prdp, i.mudp, i.codp, i.duplicado_de,
       a.nia is not null as con_antes,
       a.dist, a.secc, a.lsecc, a.cun, a.nentcoc, a.nentsic, a.nnuclec, a.cvia, a.tvia, a.nviac, a.cpsvia, a.dpsvia,
       a.tinum, a.numer, a.cnumer, a.numers, a.cnumers, a.kmt, a.hmt, a.bloq, a.port, a.esca, a.plan, a.puer, a.tloc,
       a.nia, a.nhop, a.nie, a.nomb, a.part1, a.ape1, a.part2, a.ape2, a.sexo, a.cpron, a.cmunn, a.fnac, a.tiden,
       a.lextr, a.iden, a.liden, a.ndocu, a.cnes, a.naci, a.prdp, a.mudp, a.codp,
       coalesce(d.dist, i.dist), coalesce(d.secc, i.secc), coalesce(d.lsecc, i.lsecc), coalesce(d.cun, i.cun),
       coalesce(d.nentcoc, i.nentcoc), coalesce(d.nentsic, i.nentsic), coalesce(d.nnuclec, i.nnuclec),
       coalesce(d.cvia, i.cvia), coalesce(d.tvia, i.tvia), coalesce(d.nviac, i.nviac), coalesce(d.cpsvia, i.cpsvia),
       coalesce(d.dpsvia, i.dpsvia), coalesce(d.tinum, i.tinum), coalesce(d.numer, i.numer),
       coalesce(d.cnumer, i.cnumer), coalesce(d.numers, i.numers), coalesce(d.cnumers, i.cnumers),
       coalesce(d.kmt, i.kmt), coalesce(d.hmt, i.hmt), coalesce(d.bloq, i.bloq), coalesce(d.port, i.port),
       coalesce(d.esca, i.esca), coalesce(d.plan, i.plan), coalesce(d.puer, i.puer), coalesce(d.tloc, i.tloc),
       coalesce(d.nia, i.nia), coalesce(d.nhop, i.nhop), coalesce(d.nie, i.nie), coalesce(d.nomb, i.nomb),
       coalesce(d.part1, i.part1), coalesce(d.ape1, i.ape1), coalesce(d.part2, i.part2), coalesce(d.ape2, i.ape2),
       coalesce(d.sexo, i.sexo), coalesce(d.cpron, i.cpron), coalesce(d.cmunn, i.cmunn), coalesce(d.fnac, i.fnac),
       coalesce(d.tiden, i.tiden), coalesce(d.lextr, i.lextr), coalesce(d.iden, i.iden), coalesce(d.liden, i.liden),
       coalesce(d.ndocu, i.ndocu), coalesce(d.cnes, i.cnes), coalesce(d.naci, i.naci), coalesce(d.prdp, i.prdp),
       coalesce(d.mudp, i.mudp), coalesce(d.codp, i.codp)
  from lote_ine_movimiento m
  join inscripcion i on i.ente = m.ente and i.nia = m.nia and i.n = m.n
  left join inscripcion a on a.ente = m.ente and a.nia = m.nia and a.n = m.anterior
  left join lateral (select * from inscripcion q
                      where q.ente = i.ente and q.nia = i.duplicado_de and i.duplicado_de <> '' and q.registrado <= i.registrado
                      order by q.n desc limit 1) d on true
 where m.ente = $1 and m.lote = $2 order by i.nia, i.fvar, i.registrado, i.n
