-- $1 ente  $2 run   receipts that are paid by slip, by id
select p.valor, p.liquida_cts from padron_fiscal p
 where p.ente = $1 and p.run = $2 and p.valor is not null and p.clase_valor = 'recibo'
   and not exists (select 1 from adeudo a where a.ente = p.ente and a.valor = p.valor)
 order by p.valor
