-- $1 ente  $2 settled ones too  $3 clase or ''  $4 last day of the term or null  $5 error or null  $6 NIA or ''
-- marks by their term; where INE's block and ours differ. What settles one: a movement registered after the file came, of a
-- code that it names, or an act that was recorded. One that a later file of the kind has again is told there. `respuesta`:
-- the first file that came after the movement had been sent (after the act), and does not have the mark any more.
select x.*, r.fichero as lote from (
select i.run, i.linea, i.error, i.marca, i.nia, i.documento, i.clase, i.accion, i.plazo, i.fvar, i.movimiento, i.tipoinf, i.cdev,
       i.fichero, i.soluciones, coalesce(i.registro -> 'V' ->> 'prdp', '') as prdp, coalesce(i.registro -> 'V' ->> 'mudp', '') as mudp, i.ente,
       case when rep.run is not null then 'repetida' when mov.n is not null or act.n is not null then 'resuelta' else 'pendiente' end as estado,
       coalesce(mov.codigo, '') as resuelve, coalesce(mov.fvar, act.fecha) as resuelta, coalesce(act.acto, '') as acto,
       coalesce(act.documento, '') as acto_documento, coalesce(rep.fichero, '') as repetida_en, coalesce(resp.fichero, '') as respuesta,
       coalesce((select string_agg(c.clase || ' ' || l.fecha, ', ' order by l.id) from carta_padron c join lote_carta l on l.ente = c.ente and l.id = c.lote
                  where c.ente = i.ente and c.nia = i.nia and c.motivo = concat_ws('/', 'incidencia', i.run, i.linea, i.error)), '') as carta,
       coalesce((select jsonb_agg(jsonb_build_object('campo', d.key, 'ine', d.value, 'nuestro', coalesce(c.ours ->> d.key, '')) order by d.key)
                   from jsonb_each_text(case when i.registro -> 'V' ? 'ape1' then i.registro -> 'V' else i.registro -> 'I' end) d
                  where c.ours is not null and d.key not in ('prdp', 'mudp', 'codp', 'cvia', 'cpsvia', 'tinum', 'numer', 'cnumer')
                    and d.value is distinct from c.ours ->> d.key), '[]')::text as diferencias
  from incidencia_ine i
  join retorno_ine q on q.ente = i.ente and q.run = i.run
  left join lateral (
       select to_jsonb(p) as ours from habitante h join inscripcion p on p.ente = h.ente and p.nia = h.nia and p.n = h.n
        where h.ente = i.ente and h.nia = i.nia and i.nia <> '') c on true
  left join lateral (
       select m.n, m.fvar, m.cvar || m.cauv as codigo from inscripcion m
        where m.ente = i.ente and m.nia = i.nia and i.nia <> '' and m.registrado > q.recibido
          and m.cvar || m.cauv = any(string_to_array(i.soluciones, ' ')) order by m.n limit 1) mov on true
  left join lateral (
       select a.n, a.acto, a.fecha, a.documento, a.registrado from incidencia_acto a
        where a.ente = i.ente and a.run = i.run and a.linea = i.linea and a.error = i.error order by a.n desc limit 1) act on true
  left join lateral (
       select s.run, t.fichero from incidencia_ine s join retorno_ine t on t.ente = s.ente and t.run = s.run
        where s.ente = i.ente and s.nia = i.nia and i.nia <> '' and s.error = i.error and t.clase = q.clase and t.recibido > q.recibido
        order by t.recibido limit 1) rep on true
  left join lateral (
       select t.fichero from retorno_ine t
        where rep.run is null and t.ente = i.ente and t.clase = q.clase
          and t.recibido > coalesce((select min(l.hecho) from lote_ine_movimiento m join lote_ine l on l.ente = m.ente and l.id = m.lote
                                      where m.ente = i.ente and m.nia = i.nia and m.n = mov.n), act.registrado)
        order by t.recibido limit 1) resp on true
 where i.ente = $1 and ($3 = '' or i.clase = $3) and ($4::date is null or i.plazo <= $4) and ($5::int is null or i.error = $5)
   and ($6 = '' or i.nia = $6)) x
  join retorno_ine r on r.ente = x.ente and r.run = x.run
 where $2 or x.estado = 'pendiente'
 order by x.plazo, x.run, x.linea, x.error
