-- sctf.p1 ente  sctf.p2 day   the living inscripciones on a day, by NIA: movement, block, name as it is shown
copy (
select to_char(i.fvar, 'YYYYMMDD'), i.cvar, i.cauv,
       i.dist, i.secc, i.lsecc, i.cun, i.nentcoc, i.nentsic, i.nnuclec, i.cvia, i.tvia, i.nviac, i.cpsvia, i.dpsvia,
       i.tinum, i.numer, i.cnumer, i.numers, i.cnumers, i.kmt, i.hmt, i.bloq, i.port, i.esca, i.plan, i.puer, i.tloc,
       i.nia, i.nhop, i.nie, i.nomb, i.part1, i.ape1, i.part2, i.ape2, i.sexo, i.cpron, i.cmunn, i.fnac, i.tiden,
       i.lextr, i.iden, i.liden, i.ndocu, i.cnes, i.naci, i.prdp, i.mudp, i.codp,
       i.nombre_mostrado
  from (select ente, nia, max(n) as n from inscripcion
         where ente = current_setting('sctf.p1')::smallint and fvar <= current_setting('sctf.p2')::date group by ente, nia) h
  join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where i.cvar <> 'B' order by i.nia) to stdout
