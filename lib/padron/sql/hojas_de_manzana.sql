-- $1 ente  $2 block   dwellings whose tramo lies in a cadastral block, with the NIA of who is registered
select distinct h.cvia, coalesce(v.tvia, '') as tvia, coalesce(v.nvia, s.dpsvia, '') as nombre, h.cpsvia,
       h.nhop, h.numer, h.cnumer, h.bloq, h.port, h.esca, h.plan, h.puer, h.dist, h.secc, h.lsecc, '' as antes,
       coalesce((select string_agg(p.nia, ' ' order by p.nia) from habitante p where p.ente = h.ente and p.nhop = h.nhop and p.viva), '') as nias,
       exists (select 1 from habitante p
                 join lateral (select activa from nota_proteccion q where q.ente = p.ente and q.nia = p.nia order by q.n desc limit 1) q on q.activa
                where p.ente = h.ente and p.nhop = h.nhop and p.viva) as protegida
  from tramo t
  join hoja h on h.ente = t.ente and h.cvia = t.cvia and h.dist = t.dist and h.secc = t.secc and h.tinum = t.tinum
             and (t.cvia <> '00000' or h.cpsvia = t.cpsvia)
             and (t.ein, t.cein) <= (h.numer, h.cnumer) and (h.numer, h.cnumer) <= (t.esn, coalesce(nullif(t.cesn, ''), '~'))
  left join via v on v.ente = h.ente and v.cvia = h.cvia and h.cvia <> '00000'
  left join pseudovia s on s.ente = h.ente and s.cpsvia = h.cpsvia and h.cpsvia <> '00000'
 where t.ente = $1 and t.manz = $2
 order by h.cvia, h.cpsvia, h.numer, h.cnumer, h.esca, h.plan, h.puer, h.nhop
