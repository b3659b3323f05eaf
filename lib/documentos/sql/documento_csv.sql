-- $1 ente  $2 csv   the document, whole, with all that a check wants
select d.tipo, d.ejercicio, d.numero, d.csv, d.emitido, d.lang, d.tipo_documental, d.plantilla, d.plantilla_sha256, d.nivel, d.sha256, d.bytes, d.paginas,
       encode(p.bytes, 'hex') as prefijo, encode(d.cola, 'hex') as cola, s.huella, s.cadena,
       a.resolucion, c.organo, c.organo_nombre, c.resolucion as csv_resolucion, c.sede, n.anulado, n.causa, d.espera_tiempo,
       t.sellado, encode(t.token, 'hex') as token, t.sha256 as tiempo_sha256, u.cadena as autoridad,
       x.extendido, encode(x.cola, 'hex') as extension, x.sha256 as extension_sha256, v.certificados, v.listas
  from documento d
  join documento_prefijo p on p.ente = d.ente and p.id = d.prefijo
  join sello s on s.ente = d.ente and s.huella = d.sello
  join actuacion a on a.ente = d.ente and a.id = d.actuacion
  join csv_sistema c on c.ente = d.ente and c.id = a.csv
  left join documento_anulacion n
    on n.ente = d.ente and n.tipo = d.tipo and n.ejercicio = d.ejercicio and n.numero = d.numero
  left join documento_tiempo t
    on t.ente = d.ente and t.tipo = d.tipo and t.ejercicio = d.ejercicio and t.numero = d.numero
  left join autoridad_tiempo u on u.ente = t.ente and u.huella = t.autoridad
  left join documento_extension x
    on x.ente = d.ente and x.tipo = d.tipo and x.ejercicio = d.ejercicio and x.numero = d.numero
  left join validacion v on v.ente = x.ente and v.id = x.validacion
 where d.ente = $1 and d.csv = $2
