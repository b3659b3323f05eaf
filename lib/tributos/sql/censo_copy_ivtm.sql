copy censo_ivtm (ente, censo, linea, objeto_n, objeto, nif, nombre, notificada, domicilio_objeto, domicilio_fiscal, codigo_postal, municipio, iban,
  titular_cuenta_nif, mandato, fecha_mandato, beneficios,
  clase_vehiculo, potencia, unidad, carburante, fecha_matriculacion, fecha_baja, tipo_baja) from stdin
