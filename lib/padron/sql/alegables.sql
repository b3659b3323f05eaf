-- $1 ente  $2 year   records of the year's reparos with their marks, and what was last said of each
select q.run, q.fichero, i.linea, min(i.tipoinf) as tipoinf, min(i.cdev) as cdev, min(i.nia) as nia,
       coalesce(string_agg(i.error::text, ' ' order by i.error) filter (where i.error > 0), '') as errores,
       coalesce(min(r.texto), '') as texto, coalesce(min(a.caleg), '') as caleg, coalesce(min(a.documento), '') as documento
  from retorno_ine q
  join incidencia_ine i on i.ente = q.ente and i.run = q.run
  left join retorno_registro r on r.ente = i.ente and r.run = i.run and r.linea = i.linea
  left join lateral (select caleg, documento from incidencia_acto a
                      where a.ente = i.ente and a.run = i.run and a.linea = i.linea order by a.registrado desc, a.n desc limit 1) a on true
 where q.ente = $1 and q.periodo = $2 and q.clase in ('R', 'D') and i.tipoinf in ('R', 'S', 'D')
 group by q.run, q.fichero, i.linea order by q.run, i.linea
