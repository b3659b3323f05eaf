-- $1 ente  $2 run   how many documents were asked for: those with a number come first
select count(*) as pedidos from documento_lote where ente = $1 and run = $2 and numero is not null
