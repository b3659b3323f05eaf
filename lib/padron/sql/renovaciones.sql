-- $1 ente  $2 day   registered foreigners whose last renewal, or last word, is that old
select h.nia, h.documento, h.naci, h.nhop, h.renovada, h.confirmada, i.nombre_mostrado, i.tiden
  from habitante h join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where h.ente = $1 and h.viva and h.naci <> '108' and least(h.renovada, h.confirmada) <= $2
 order by coalesce(h.renovada, h.confirmada), h.nia
