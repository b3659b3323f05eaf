-- $1 ente  $2 lote
select nia, n, coalesce(anterior, 0) as anterior from lote_ine_movimiento where ente = $1 and lote = $2
