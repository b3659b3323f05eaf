-- $1 ente  $2 referencia
select m.referencia, coalesce((select t.clase from mandato_acto t where t.ente = m.ente and t.mandato = m.referencia
                                and t.clase <> 'renombrado' order by t.n desc limit 1), '') as acto
  from mandato m where m.ente = $1 and m.referencia = $2 for update of m
