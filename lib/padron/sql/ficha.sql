-- $1 ente  $2 NIA   what holds, and the postcode of the tramo in which the number lies
select h.viva, h.alta, h.domicilio, h.baja, h.documento,
       coalesce((select t.cpos from tramo t
                  where t.ente = i.ente and t.cvia = i.cvia and t.dist = i.dist and t.secc = i.secc and t.tinum = i.tinum
                    and (t.cvia <> '00000' or t.cpsvia = i.cpsvia)
                    and (t.ein, t.cein) <= (i.numer, i.cnumer) and (i.numer, i.cnumer) <= (t.esn, coalesce(nullif(t.cesn, ''), '~'))
                  order by t.id limit 1), '') as cpos
  from habitante h join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where h.ente = $1 and h.nia = $2
