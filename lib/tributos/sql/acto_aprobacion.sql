-- $1 ente  $2 run
select acto, fecha, boletin, expuesta_desde, expuesta_hasta, account from emision_acto
 where ente = $1 and run = $2 and clase = 'aprobacion' order by n limit 1
