-- $1 ente  $2 NIA   what holds, and the postcode of the tramo in which the number lies
select h.viva, h.alta, h.domicilio, h.baja, h.documento,
       codigo_postal(i) as cpos
  from habitante h join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where h.ente = $1 and h.nia = $2
