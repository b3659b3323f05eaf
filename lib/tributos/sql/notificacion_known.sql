-- $1 ente  $2 valor  $3 fecha  $4 resultado
select exists (select 1 from notificacion where ente = $1 and valor = $2 and fecha = $3 and resultado = $4)
