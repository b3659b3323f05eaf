-- $1 ente  $2 run  $3 $4 from, to
select n, linea, pedido, numero from documento_lote where ente = $1 and run = $2 and n between $3 and $4 order by n
