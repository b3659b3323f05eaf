copy movimiento_nuevo (n, clave, clave_apunte, fecha, valor_fecha, importe_cts, texto, end_to_end, bloque) from stdin
