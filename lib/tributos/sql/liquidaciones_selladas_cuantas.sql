-- $1 ente  $2 run of issue   its liquidaciones that are printed
select count(*)
  from padron_fiscal p
 where p.ente = $1 and p.run = $2 and p.valor is not null and p.clase_valor = 'liquidacion'
   and not exists (select 1 from adeudo a where a.ente = p.ente and a.valor = p.valor)
