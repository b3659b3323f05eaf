-- $1 ente  $2 valor  $3 fecha  $4 resultado  $5 vence  $6 fichero
insert into notificacion (ente, valor, n, fecha, resultado, vence, fichero)
select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6 from notificacion where ente = $1 and valor = $2
