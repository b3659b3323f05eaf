-- $1 ente  $2 class   the last lot of a class
select id, cartas from lote_carta where ente = $1 and clase = $2 order by id desc limit 1
