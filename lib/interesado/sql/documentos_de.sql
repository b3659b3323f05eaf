-- $1 ente  $2 subjects   documents under seal that show their data, newest first
select d.tipo, d.ejercicio, d.numero, d.emitido, n.anulado is not null as anulado
  from documento_sujeto s
  join documento d on d.ente = s.ente and d.tipo = s.tipo and d.ejercicio = s.ejercicio and d.numero = s.numero
  left join documento_anulacion n on n.ente = d.ente and n.tipo = d.tipo and n.ejercicio = d.ejercicio and n.numero = d.numero
 where s.ente = $1 and s.sujeto = any($2::text[])
 order by d.emitido desc, d.tipo, d.numero desc
