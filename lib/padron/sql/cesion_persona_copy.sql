copy cesion_persona (ente, cesion, linea, nia, estado) from stdin
