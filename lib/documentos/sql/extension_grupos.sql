-- $1 ente   of documents that have a time stamp and no validation data yet: each seal with each authority, and how many
select d.sello, t.autoridad, s.cadena, u.cadena as autoridad_cadena, count(*) as documentos
  from documento_tiempo t
  join documento d on d.ente = t.ente and d.tipo = t.tipo and d.ejercicio = t.ejercicio and d.numero = t.numero
  join sello s on s.ente = d.ente and s.huella = d.sello
  join autoridad_tiempo u on u.ente = t.ente and u.huella = t.autoridad
 where t.ente = $1
   and not exists (select from documento_extension x
                    where x.ente = t.ente and x.tipo = t.tipo and x.ejercicio = t.ejercicio and x.numero = t.numero)
 group by d.sello, t.autoridad, s.cadena, u.cadena
 order by d.sello, t.autoridad
