-- $1 ente  $2 lot   its letters in their order
select c.nia, c.campos, l.clase, l.hecho from carta_padron c join lote_carta l on l.ente = c.ente and l.id = c.lote
 where c.ente = $1 and c.lote = $2 order by c.n
