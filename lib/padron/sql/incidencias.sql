-- $1 ente  $2 settled ones too   marks by their term; where INE's block and ours differ. A movement that was registered
-- after the file came, of a code that settles the mark, settles it.
select x.*, r.fichero as lote from (
select i.run, i.linea, i.error, i.marca, i.nia, i.documento, i.clase, i.accion, i.plazo, i.fvar, i.movimiento, i.tipoinf, i.cdev,
       i.fichero, coalesce(i.registro -> 'V' ->> 'prdp', '') as prdp, coalesce(i.registro -> 'V' ->> 'mudp', '') as mudp, i.ente,
       case when i.nia <> '' and exists (
                   select 1 from inscripcion m join retorno_ine q on q.ente = i.ente and q.run = i.run
                    where m.ente = i.ente and m.nia = i.nia and m.registrado > q.recibido
                      and m.cvar || m.cauv = any(string_to_array(i.soluciones, ' ')))
            then 'resuelta' else 'pendiente' end as estado,
       coalesce((select jsonb_agg(jsonb_build_object('campo', d.key, 'ine', d.value, 'nuestro', coalesce(c.ours ->> d.key, '')) order by d.key)
                   from jsonb_each_text(case when i.registro -> 'V' ? 'ape1' then i.registro -> 'V' else i.registro -> 'I' end) d
                  where c.ours is not null and d.key not in ('prdp', 'mudp', 'codp', 'cvia', 'cpsvia', 'tinum', 'numer', 'cnumer')
                    and d.value is distinct from c.ours ->> d.key), '[]')::text as diferencias
  from incidencia_ine i
  left join lateral (
       select to_jsonb(p) as ours from habitante h join inscripcion p on p.ente = h.ente and p.nia = h.nia and p.n = h.n
        where h.ente = i.ente and h.nia = i.nia and i.nia <> '') c on true
 where i.ente = $1) x
  join retorno_ine r on r.ente = x.ente and r.run = x.run
 where $2 or x.estado = 'pendiente'
 order by x.plazo, x.run, x.linea, x.error
