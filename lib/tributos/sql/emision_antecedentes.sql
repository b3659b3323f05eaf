-- $1 ente  $2 censo  $3 $4 lines from, to  $5 runs of the last approved padrón  $6 runs of this year already issued
-- What is known of each line besides the census: its party, its earlier padrón, its mandate.
select c.linea, d.persona, ant.linea is not null as conocida, ant.valor_catastral_cts as valor_anterior,
       coalesce(g.fecha, m.primera_carga) as mandato_vivo_desde, coalesce(x.cancelado, false) as mandato_cancelado,
       exists (select 1 from padron_fiscal y
                where y.ente = c.ente and y.run = any($6::bigint[]) and y.objeto = c.objeto) as emitida
  from censo_linea c
  join persona_documento d on d.ente = c.ente and d.pais = ''
       and d.clase = case when c.nif = '' then 'interno' else 'nif' end
       and d.numero = case when c.nif = '' then c.objeto || '/' || upper(c.nombre) else c.nif end
  left join lateral (select p.linea, p.valor_catastral_cts from padron_fiscal p
                      where p.ente = c.ente and p.objeto = c.objeto and p.nif = c.nif and p.run = any($5::bigint[])
                        and cardinality($5::bigint[]) > 0  -- without one it is not asked: the table is filling, unknown to its plan
                      order by p.run desc limit 1) ant on true
  left join mandato m on m.ente = c.ente and m.referencia = c.mandato and c.iban <> ''
  left join lateral (select max(a.fecha_cobro) as fecha from adeudo a
                      where a.ente = c.ente and a.mandato = c.mandato) g on c.iban <> ''
  left join lateral (select t.clase = 'cancelado' as cancelado from mandato_acto t
                      where t.ente = c.ente and t.mandato = c.mandato and t.clase <> 'renombrado'
                      order by t.n desc limit 1) x on c.iban <> ''
 where c.ente = $1 and c.censo = $2 and c.linea between $3 and $4 order by c.linea
