copy documento_sujeto (ente, sujeto, tipo, ejercicio, numero) from stdin
