-- $1 ente  $2 nif   all years, oldest first
select p.valor, p.run, e.tributo, e.ejercicio, p.clase_valor, p.objeto, p.nif, c.nombre, c.domicilio_objeto, p.liquida_cts,
       p.rebaja_cts, p.importe_cts, p.domiciliado, v.estado, v.pendiente_cts, r.params->>'ordenanza' as ordenanza,
       (select max(n.vence) from notificacion n where n.ente = p.ente and n.valor = p.valor) as vence,
       coalesce((select sum(importe_cts) from apunte a where a.ente = p.ente and a.valor = p.valor and a.componente = 'principal'), 0)::bigint as principal,
       coalesce((select sum(importe_cts) from apunte a where a.ente = p.ente and a.valor = p.valor and a.componente = 'recargo'), 0)::bigint as recargo,
       coalesce((select sum(importe_cts) from apunte a where a.ente = p.ente and a.valor = p.valor and a.componente = 'interes'), 0)::bigint as interes,
       coalesce((select sum(importe_cts) from apunte a where a.ente = p.ente and a.valor = p.valor and a.componente = 'costas'), 0)::bigint as costas
  from padron_fiscal p join emision e on e.ente = p.ente and e.run = p.run join job_run r on r.ente = e.ente and r.id = e.run
  join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
  join valor_estado v on v.ente = p.ente and v.run = p.run and v.linea = p.linea
 where p.ente = $1 and p.nif = $2 and p.valor is not null and r.state <> 'undone' order by e.ejercicio, p.valor
