-- $1 ente  $2 run   those that no earlier statement had
insert into movimiento (ente, clave, clave_apunte, run, n, fecha, valor_fecha, importe_cts, texto, end_to_end, bloque)
select $1, clave, clave_apunte, $2, n, fecha, valor_fecha, importe_cts, texto, end_to_end, bloque from movimiento_nuevo order by n
on conflict do nothing
