-- $1 ente  $2 cvia  $3 cpsvia  $4 number or ''  $5 qualifier or ''   dwellings of a street, of a number that it has or had,
-- with the NIA of who is registered
select h.nhop, h.numer, h.cnumer, h.bloq, h.port, h.esca, h.plan, h.puer, h.dist, h.secc, h.lsecc, coalesce(r.antes, '') as antes,
       coalesce((select string_agg(p.nia, ' ' order by p.nia) from habitante p where p.ente = h.ente and p.nhop = h.nhop and p.viva), '') as nias,
       exists (select 1 from habitante p
                 join lateral (select activa from nota_proteccion q where q.ente = p.ente and q.nia = p.nia order by q.n desc limit 1) q on q.activa
                where p.ente = h.ente and p.nhop = h.nhop and p.viva) as protegida
  from hoja h
  left join renumeracion r on r.ente = h.ente and r.cvia = h.cvia and r.cpsvia = h.cpsvia and r.ahora = h.numer || h.cnumer
                          and r.antes = $4 || $5
 where h.ente = $1 and h.cvia = $2 and (h.cvia <> '00000' or h.cpsvia = $3)
   and ($4 = '' or (h.numer = $4 and ($5 = '' or h.cnumer = $5)) or r.antes is not null)
 order by h.numer, h.cnumer, h.esca, h.plan, h.puer, h.nhop
