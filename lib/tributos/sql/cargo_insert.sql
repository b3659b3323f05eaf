-- $1 ente  $2 run  $3 ejercicio  $4 número  $5 fecha
insert into cargo (ente, run, ejercicio, numero, fecha, valores, suma_cts)
select $1, $2, $3, $4, $5, count(valor), coalesce(sum(liquida_cts), 0) from padron_fiscal where ente = $1 and run = $2
