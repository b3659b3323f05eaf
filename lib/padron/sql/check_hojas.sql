-- $1 ente   registered people whose address is not the one of their hoja
select count(*) as casos, count(*) filter (where malo) as fallos, coalesce(min(nia) filter (where malo), '') as ejemplo
  from (select p.nia, h.nhop is null or
               (i.dist, i.secc, i.lsecc, i.cun, i.cvia, i.cpsvia, i.tinum, i.numer, i.cnumer, i.numers, i.cnumers, i.kmt, i.hmt, i.bloq, i.port, i.esca, i.plan, i.puer, i.tloc)
               is distinct from
               (h.dist, h.secc, h.lsecc, h.cun, h.cvia, h.cpsvia, h.tinum, h.numer, h.cnumer, h.numers, h.cnumers, h.kmt, h.hmt, h.bloq, h.port, h.esca, h.plan, h.puer, h.tloc) as malo
          from habitante p
          join inscripcion i on i.ente = p.ente and i.nia = p.nia and i.n = p.n
          left join hoja h on h.ente = p.ente and h.nhop = p.nhop
         where p.ente = $1 and p.viva) q
