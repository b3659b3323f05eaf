-- $1 ente  $2 emisora  $3 sufijo  $4 referencia  $5 entidad  $6 amount   the last payment of that slip that stands
select r.run, r.n, r.aplicado_cts, r.depositado_cts, r.pendiente_cts, r.resultado
  from cobro c join cobro_resultado r on r.ente = c.ente and r.run = c.run and r.n = c.n
 where c.ente = $1 and c.referencia = $4 and c.emisora = $2 and c.sufijo = $3 and c.entidad = $5 and c.importe_cts = $6 and c.clase = 'ingreso'
   and r.resultado <> 'repeated'
   and not exists (select 1 from cobro_resultado x where x.ente = r.ente and x.anula_run = r.run and x.anula_n = r.n)
 order by r.run desc, r.n desc limit 1
