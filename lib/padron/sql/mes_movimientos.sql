-- $1 ente  $2 from  $3 until   movements registered in a month, in INE's order, each with the last state of its person that was
-- sent before: by a whole load, by an earlier lot that INE did not refuse, or in the same month
select i.nia, i.n,
       coalesce((select max(p.n) from inscripcion p
                  where p.ente = i.ente and p.nia = i.nia and p.n < i.n
                    and (p.registrado >= $2
                         or exists (select 1 from lote_ine l where l.ente = p.ente and l.run = p.run)
                         or exists (select 1 from lote_ine_movimiento m
                                     where m.ente = p.ente and m.nia = p.nia and m.n = p.n
                                       and not exists (select 1 from incidencia_ine x
                                                        where x.ente = m.ente and x.nia = m.nia and x.fvar = p.fvar
                                                          and x.clase = 'invalidante')))), i.n - 1) as anterior
  from inscripcion i
 where i.ente = $1 and i.registrado >= $2 and i.registrado < $3
   and not exists (select 1 from lote_ine l where l.ente = i.ente and l.run = i.run)
 order by i.nia, i.fvar, i.registrado, i.n
