copy censo_tasa (ente, censo, linea, objeto_n, objeto, nif, nombre, notificada, domicilio_objeto, domicilio_fiscal, codigo_postal, municipio, iban,
  titular_cuenta_nif, mandato, fecha_mandato, beneficios,
  concepto, tarifa, unidades, fecha_alta, fecha_baja) from stdin
