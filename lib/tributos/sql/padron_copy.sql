copy padron_fiscal (ente, run, linea, valor, clase_valor, situacion, objeto, nif, persona, valor_catastral_cts, base_cts,
  tipo, integra_cts, beneficios_cts, liquida_cts, domiciliado, rebaja_cts, importe_cts) from stdin
