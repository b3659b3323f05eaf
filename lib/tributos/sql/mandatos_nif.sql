-- $1 ente  $2 nif
select distinct on (c.mandato) c.mandato, c.iban, m.fecha_firma, m.primera_carga,
       (select max(a.fecha_cobro) from adeudo a where a.ente = c.ente and a.mandato = c.mandato) as ultimo,
       coalesce((select t.clase from mandato_acto t where t.ente = c.ente and t.mandato = c.mandato order by t.n desc limit 1), '') as acto
  from censo_linea c join mandato m on m.ente = c.ente and m.referencia = c.mandato
 where c.ente = $1 and c.nif = $2 and c.iban <> '' order by c.mandato, c.censo desc
