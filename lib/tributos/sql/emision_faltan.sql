-- $1 ente  $2 censo  $3 concepto, or null  $4 runs of this year already issued   objects of the load that they lack
select count(distinct l.objeto_n) from censo_linea l
 where l.ente = $1 and l.censo = $2
   and ($3::text is null or exists (select 1 from censo_tasa t where t.ente = l.ente and t.censo = l.censo
                                                               and t.linea = l.linea and t.concepto = $3))
   and not exists (select 1 from padron_fiscal p where p.ente = l.ente and p.objeto = l.objeto and p.run = any($4::bigint[]))
