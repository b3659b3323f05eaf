-- $1 ente  $2 seal  $3 authority  $4 stamped before  $5 at most   documents to be given their validation data
select d.tipo, d.ejercicio, d.numero
  from documento_tiempo t
  join documento d on d.ente = t.ente and d.tipo = t.tipo and d.ejercicio = t.ejercicio and d.numero = t.numero
 where t.ente = $1 and d.sello = $2 and t.autoridad = $3 and t.sellado < $4
   and not exists (select from documento_extension x
                    where x.ente = t.ente and x.tipo = t.tipo and x.ejercicio = t.ejercicio and x.numero = t.numero)
 order by d.tipo, d.ejercicio, d.numero limit $5::bigint
