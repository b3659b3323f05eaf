-- $1 ente  $2 run  $3 record  $4 valor   what it entered
select clase, componente, importe_cts, condicional from apunte where ente = $1 and run = $2 and cobro = $3 and valor = $4 order by n
