-- $1 ente  $2 valor   what was paid and stays paid, by record, in the order of payment
select a.run, coalesce(a.cobro, 0) as cobro, max(a.pago) as pago, -sum(a.importe_cts)::bigint as importe,
       coalesce(max(f.formato), '') as formato, coalesce(max(c.entidad), '') as entidad, coalesce(max(c.oficina), '') as oficina,
       coalesce(max(c.pagador), '') as pagador,
       (select max(s.fecha) from adeudo_suceso s
         where s.ente = $1 and s.valor = $2 and s.clase = 'abono' and s.run = a.run and s.cobro = a.cobro) as abono,
       (select max(d.iban) from adeudo d where d.ente = $1 and d.valor = $2) as iban, max(a.causa) as causa
  from apunte a
  left join cobro_fichero f on f.ente = a.ente and f.run = a.run and a.cobro is not null
  left join cobro c on c.ente = a.ente and c.run = a.run and c.n = a.cobro
 where a.ente = $1 and a.valor = $2 and a.clase = 'ingreso'
 group by a.run, a.cobro order by max(a.pago), max(a.n)
