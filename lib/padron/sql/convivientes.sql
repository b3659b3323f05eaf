-- $1 ente  $2 NHOP   who is registered in a dwelling, with the last word each gave on its papers
select h.nia, i.nombre_mostrado, h.documento, h.fnac, h.alta, h.domicilio, h.nhop,
       coalesce(p.activa, false) as protegido, c.otorga, c.fecha as consentido, c.fuente
  from habitante h
  join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
  left join lateral (select activa from nota_proteccion q where q.ente = h.ente and q.nia = h.nia order by q.n desc limit 1) p on true
  left join lateral (select otorga, fecha, fuente from autorizacion_colectiva a
                      where a.ente = h.ente and a.nia = h.nia and a.nhop = h.nhop order by a.n desc limit 1) c on true
 where h.ente = $1 and h.nhop = $2 and h.viva order by h.nia
