copy cobro (ente, run, n, linea, clase, clave, clave_apunte, detalle, importe_cts, original_cts, candidato, emisora, sufijo, referencia,
            identificacion, modalidad, digitos_bien, end_to_end, bloque, mandato, texto, motivo, pago, valor_fecha, entidad, oficina,
            canal, pagador, pagador_iban) from stdin
