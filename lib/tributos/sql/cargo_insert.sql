-- $1 ente  $2 run  $3 ejercicio  $4 número  $5 fecha  $6 last day of the voluntary term
insert into cargo (ente, run, ejercicio, numero, fecha, valores, suma_cts, voluntaria_hasta)
select $1, $2, $3, $4, $5, count(valor), coalesce(sum(liquida_cts), 0), $6 from padron_fiscal where ente = $1 and run = $2
