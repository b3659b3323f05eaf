copy deposito (ente, origen, run, n, valor, persona, pagador, pagador_iban, importe_cts, contable, causa) from stdin
