copy censo_ibi (ente, censo, linea, objeto_n, objeto, nif, nombre, notificada, domicilio_objeto, domicilio_fiscal, codigo_postal, municipio, iban,
  titular_cuenta_nif, mandato, fecha_mandato, beneficios,
  clase, uso, valor_catastral_cts, valor_inicial_cts, valor_base_cts, coeficiente_reductor, derecho, cuota_participacion,
  division) from stdin
