-- $1 ente  $2 run  $3 $4 valores from, to  $5 year   those that were issued already
select d.numero, d.csv
  from documento_lote l
  join documento d on d.ente = l.ente and d.tipo = 'liquidacion' and d.ejercicio = $5 and d.numero = l.numero
 where l.ente = $1 and l.run = $2 and l.pedido::bigint between $3 and $4
