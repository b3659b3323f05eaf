copy carta_padron (ente, clase, nia, motivo, lote, n, campos) from stdin
