-- $1 ente  $2 valor, or null: of all  $3 persona, or null   every movement of the deposits that are not zero, payer by payer, each
-- with the day on which it was paid
with p as (
  select d.valor, d.persona, d.pagador, d.pagador_iban from deposito d
   where d.ente = $1 and ($2::bigint is null or d.valor = $2) and ($3::bigint is null or d.persona = $3)
   group by 1, 2, 3, 4 having sum(d.importe_cts) <> 0)
select d.valor, d.persona, coalesce(q.nombre, d.pagador) as nombre,
       coalesce((select i.numero from persona_documento i where i.ente = d.ente and i.persona = d.persona and i.clase = 'nif'
                  order by i.numero limit 1), '') as nif,
       d.pagador, d.pagador_iban, d.importe_cts, d.causa,
       coalesce(c.pago, (select min(a.pago) from apunte a where a.ente = d.ente and a.valor = d.valor and a.run = d.run
                            and d.origen = 'anulacion' and a.pago is not null), d.contable) as pago
  from p join deposito d on d.ente = $1 and d.valor = p.valor and d.pagador = p.pagador and d.pagador_iban = p.pagador_iban
                        and d.persona is not distinct from p.persona
  left join cobro c on d.origen = 'cobro' and c.ente = d.ente and c.run = d.run and c.n = d.n
  left join persona q on q.ente = d.ente and q.id = d.persona
 order by d.valor, d.persona, d.pagador, d.pagador_iban, pago, d.contable, d.origen, d.run, d.n
