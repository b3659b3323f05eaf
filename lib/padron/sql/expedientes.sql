-- $1 ente  $2 number or ''  $3 class or ''  $4 closed ones too   expedientes with people and steps, by the term of the last one.
-- A step that lets movements be registered waits for one of each person inscribed, with its number.
select e.numero, e.clase, e.causa, p.personas, s.pasos, u.plazo, u.fin,
       u.movimientos <> '' and (exists (select 1 from expediente_padron_persona q where q.ente = e.ente and q.numero = e.numero and q.nia <> ''
                                           and not exists (select 1 from inscripcion i where i.ente = e.ente and i.nia = q.nia and i.expediente = e.numero
                                                              and i.cvar || i.cauv = any(string_to_array(u.movimientos, ' '))))
                                or not exists (select 1 from inscripcion i where i.ente = e.ente and i.expediente = e.numero
                                                  and i.cvar || i.cauv = any(string_to_array(u.movimientos, ' ')))) as falta
  from expediente_padron e
  join lateral (select jsonb_agg(jsonb_build_object('nia', nia, 'documento', documento, 'nombre', nombre) order by n)::text as personas
                  from expediente_padron_persona q where q.ente = e.ente and q.numero = e.numero) p on true
  join lateral (select jsonb_agg(jsonb_build_object('paso', paso, 'fecha', fecha, 'documento', documento, 'plazo', plazo, 'fin', fin,
                                                    'movimientos', movimientos) order by n)::text as pasos
                  from expediente_padron_paso q where q.ente = e.ente and q.numero = e.numero) s on true
  join lateral (select plazo, fin, movimientos from expediente_padron_paso q where q.ente = e.ente and q.numero = e.numero
                 order by n desc limit 1) u on true
 where e.ente = $1 and ($2 = '' or e.numero = $2) and ($3 = '' or e.clase = $3)
   and ($4 or not u.fin or u.movimientos <> '')
 order by u.plazo nulls first, e.registrado, e.numero
