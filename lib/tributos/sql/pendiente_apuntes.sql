-- $1 ente  $2 run  $3 accounting date   opening balance: each component, then what was paid of it, principal first
insert into apunte (ente, valor, n, clase, componente, importe_cts, contable, pago, run, causa)
select $1, n.valor, row_number() over (partition by n.valor order by x.orden), x.clase, x.componente, x.importe, $3,
       case when x.clase = 'ingreso' then $3::date end, $2, 'saldo inicial'
  from pendiente_nueva n
  cross join lateral (values
    (1, 'cargo', 'principal', principal_cts), (2, 'cargo', 'recargo', recargo_cts), (3, 'cargo', 'interes', interes_cts),
    (4, 'cargo', 'costas', costas_cts),
    (5, 'ingreso', 'principal', -least(ingresado_cts, principal_cts)),
    (6, 'ingreso', 'recargo', -least(greatest(ingresado_cts - principal_cts, 0), recargo_cts)),
    (7, 'ingreso', 'interes', -least(greatest(ingresado_cts - principal_cts - recargo_cts, 0), interes_cts)),
    (8, 'ingreso', 'costas', -least(greatest(ingresado_cts - principal_cts - recargo_cts - interes_cts, 0), costas_cts)))
    as x(orden, clase, componente, importe)
 where x.importe <> 0
