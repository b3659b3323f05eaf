-- $1 ente   entries of no valor, deposits below zero
select 'ledger entries of no valor' as prueba, '' as ambito, 0::bigint as run, 0::bigint as esperado,
       coalesce(sum(abs(a.importe_cts)), 0)::bigint as hallado
  from apunte a where a.ente = $1
   and not exists (select 1 from padron_fiscal p where p.ente = a.ente and p.valor = a.valor)
   and not exists (select 1 from pendiente p where p.ente = a.ente and p.valor = a.valor)
union all
select 'deposits below zero', '', 0, 0, coalesce(sum(-s), 0)::bigint
  from (select sum(importe_cts) as s from deposito where ente = $1 group by valor, persona, pagador, pagador_iban
        having sum(importe_cts) < 0) d
