copy lote_ine_movimiento (ente, lote, nia, n, anterior) from stdin
