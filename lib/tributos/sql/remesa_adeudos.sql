-- $1 ente  $2 run  $3 remesa   in the order of the file
select valor, secuencia, mandato, fecha_firma, iban, deudor, contribuyente, concepto, importe_cts, mandato_anterior,
       iban_anterior, acreedor_anterior
  from adeudo where ente = $1 and run = $2 and remesa = $3 order by secuencia, valor
