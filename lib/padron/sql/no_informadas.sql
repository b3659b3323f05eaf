-- $1 ente  $2 day   registered people whom nobody told since then what is held: by letter, by certificate, by a movement of theirs
select h.nia, h.documento, h.nhop, i.nombre_mostrado, u.ultima
  from habitante h
  join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
  join lateral (select greatest(h.confirmada,
                       (select max(l.fecha) from carta_padron c join lote_carta l on l.ente = c.ente and l.id = c.lote
                         where c.ente = h.ente and c.nia = h.nia),
                       (select max(d.emitido)::date from documento_sujeto s
                          join documento d on d.ente = s.ente and d.tipo = s.tipo and d.ejercicio = s.ejercicio and d.numero = s.numero
                         where s.ente = h.ente and s.sujeto = 'habitante/' || h.nia)) as ultima) u on true
 where h.ente = $1 and h.viva and h.confirmada < $2 and u.ultima < $2
 order by u.ultima, h.nia
