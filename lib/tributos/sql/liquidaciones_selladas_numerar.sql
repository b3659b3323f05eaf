-- $1 ente  $2 run  $3 run of issue  $4 first number   each liquidación its number, in the order of the receipts
insert into documento_lote (ente, run, n, linea, pedido, numero)
select $1, $2, row_number() over (order by p.valor), 0, p.valor::text, $4::bigint + row_number() over (order by p.valor) - 1
  from padron_fiscal p
 where p.ente = $1 and p.run = $3 and p.valor is not null and p.clase_valor = 'liquidacion'
   and not exists (select 1 from adeudo a where a.ente = p.ente and a.valor = p.valor)
