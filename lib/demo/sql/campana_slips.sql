-- $1 ente  $2 run  $3 of a thousand  $4 $5 least and greatest amount   receipts that are paid by slip, by id, and how many they
-- are. Who pays is settled by the receipt's own number, so that it is the same however it is asked for.
select p.valor, p.liquida_cts, count(*) over () as todos from padron_fiscal p
 where p.ente = $1 and p.run = $2 and p.valor is not null and p.clase_valor = 'recibo'
   and p.valor * 7919 % 1000 < $3 and p.liquida_cts between $4 and $5
   and not exists (select 1 from adeudo a where a.ente = p.ente and a.valor = p.valor)
 order by p.valor
