-- $1 ente  $2 run   the numbers of its documents, which stand in a row; 0 where there is none
select coalesce(min(numero), 0) as primero, coalesce(max(numero), 0) as ultimo from documento_lote where ente = $1 and run = $2
