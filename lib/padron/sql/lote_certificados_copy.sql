copy documento_lote (ente, run, n, linea, pedido, numero) from stdin
