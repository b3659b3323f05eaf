-- $1 ente  $2 run   the lines that have their id and do not stand yet
insert into pendiente (ente, valor, run, linea, referencia, tributo, ejercicio, objeto, nif, nombre, persona, estado, fin_voluntaria,
                       notificada_apremio)
select $1, n.valor, $2, n.linea, n.referencia, n.tributo, n.ejercicio, n.objeto, n.nif, n.nombre, coalesce(q.fusionada_en, q.id), n.estado,
       n.fin_voluntaria, n.notificada_apremio
  from pendiente_nueva n
  join persona_documento d on d.ente = $1 and d.clase = case when n.nif = '' then 'interno' else 'nif' end and d.pais = ''
   and d.numero = case when n.nif = '' then n.objeto || '/' || upper(n.nombre) else n.nif end
  join persona q on q.ente = d.ente and q.id = d.persona
 where n.valor > 0 and not exists (select 1 from pendiente p where p.ente = $1 and p.valor = n.valor)
