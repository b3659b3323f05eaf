-- $1 ente  $2 tipo  $3 ejercicio  $4 numero   a document that has a time stamp, in its parts
select d.prefijo, encode(d.cola, 'hex') as cola, encode(t.token, 'hex') as token, t.sha256
  from documento d
  join documento_tiempo t on t.ente = d.ente and t.tipo = d.tipo and t.ejercicio = d.ejercicio and t.numero = d.numero
 where d.ente = $1 and d.tipo = $2 and d.ejercicio = $3 and d.numero = $4
