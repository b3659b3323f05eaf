-- $1 ente  $2 run  $3 remesa   what the headers of its files need to know beforehand
select secuencia, importe_cts from adeudo where ente = $1 and run = $2 and remesa = $3 order by secuencia, valor
