-- $1 ente  $2 run  $3 kind  $4 year   of what was asked for, how many documents there are
select count(d.numero) as expedidos, count(*) - count(d.numero) as otros
  from documento_lote l
  left join documento d on d.ente = l.ente and d.tipo = $3 and d.ejercicio = $4 and d.numero = l.numero
 where l.ente = $1 and l.run = $2
