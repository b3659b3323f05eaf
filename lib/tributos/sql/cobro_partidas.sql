-- $1 ente  $2 run   what each record is about. A statement's entry and a notification's detail of it (camt) are one thing,
-- whichever came first; the debits of a block follow. (`y.clave_apunte <> ''` lets the partial index serve.)
insert into cobro_partida (ente, run, n, valor, repetido)
select c.ente, c.run, c.n, case when r.repetido or c.bloque <> '' then 0 else coalesce(f.valor, 0) end, r.repetido
  from cobro c
  join cobro_clave k on k.ente = c.ente and k.clave = c.clave
  cross join lateral (select (k.run, k.n) <> (c.run, c.n)
         or (c.detalle and exists (select 1 from cobro_clave x join cobro y on y.ente = x.ente and y.run = x.run and y.n = x.n
                                    where x.ente = c.ente and x.clave = c.clave_apunte and not y.detalle and y.run <> c.run))
         or (not c.detalle and c.clave_apunte <> '' and exists (select 1 from cobro y where y.ente = c.ente and y.clave_apunte = c.clave_apunte
                                                                 and y.clave_apunte <> ''
                                                                 and y.detalle and y.run <> c.run)) as repetido) r
  left join lateral (select p.valor from padron_fiscal p where p.ente = c.ente and p.valor = c.candidato
                     union all select p.valor from pendiente p where p.ente = c.ente and p.valor = c.candidato) f on true
 where c.ente = $1 and c.run = $2 and (c.bloque = '' or r.repetido)
