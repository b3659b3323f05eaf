-- $1 ente  $2 run  $3 $4 valores from, to   the number of each, and whose it is
select p.valor, l.numero, p.persona
  from documento_lote l join valor_ficha p on p.ente = l.ente and p.valor = l.pedido::bigint
 where l.ente = $1 and l.run = $2 and l.pedido::bigint between $3 and $4
