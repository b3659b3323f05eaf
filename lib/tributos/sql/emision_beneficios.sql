-- $1 ente  $2 censo  $3 concepto of a tasa, else null   lines with benefits, to be checked against the ordinance
select linea, beneficios from censo_linea l
 where ente = $1 and censo = $2 and beneficios <> ''
   and ($3::text is null or exists (select 1 from censo_tasa t where t.ente = l.ente and t.censo = l.censo
                                                               and t.linea = l.linea and t.concepto = $3))
 order by linea
