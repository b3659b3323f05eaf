-- $1 ente  $2 run   debits of its remesa, in the order of its files
select a.valor, a.secuencia, a.mandato, a.deudor, a.iban, a.importe_cts,
       row_number() over (order by a.secuencia, a.valor) as orden
  from adeudo a where a.ente = $1 and a.run = $2 order by a.secuencia, a.valor
