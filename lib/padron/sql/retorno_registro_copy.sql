copy retorno_registro (ente, run, linea, texto) from stdin
