-- $1 ente  $2 valores   who pays by debit: holder of the account, and who that is where it is the taxpayer
select distinct on (a.valor) a.valor, a.deudor, a.iban, case when a.contribuyente = '' then f.persona end as persona
  from adeudo a join valor_ficha f on f.ente = a.ente and f.valor = a.valor
 where a.ente = $1 and a.valor = any($2::bigint[]) order by a.valor, a.remesa desc
