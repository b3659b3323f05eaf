-- $1 ente  $2 valor   what a delivery of it may be held against
select p.clase_valor, p.nif, g.fecha as cargo,
       (select min(n.fecha) from notificacion n where n.ente = p.ente and n.valor = p.valor and n.vence is not null) as efectiva
  from padron_fiscal p join job_run r on r.ente = p.ente and r.id = p.run
  left join cargo g on g.ente = p.ente and g.run = p.run
 where p.ente = $1 and p.valor = $2 and r.state <> 'undone'
