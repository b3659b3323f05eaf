-- $1 ente   dwellings outside every tramo of their street and section; none is looked at where no tramos are held
select count(*) as casos, count(*) filter (where malo) as fallos, coalesce(min(nhop) filter (where malo), '') as ejemplo
  from (select h.nhop, not exists (
                 select 1 from tramo t
                  where t.ente = h.ente and t.cvia = h.cvia and t.dist = h.dist and t.secc = h.secc and t.lsecc = h.lsecc
                    and t.cun = h.cun and (t.cpsvia = '00000' or t.cpsvia = h.cpsvia) and t.tinum = h.tinum
                    and (t.ein, t.cein) <= (h.numer, h.cnumer)
                    and (h.numer, h.cnumer) <= (t.esn, coalesce(nullif(t.cesn, ''), '~'))) as malo
          from hoja h where h.ente = $1 and exists (select 1 from tramo where ente = $1)) q
