copy documento (ente, tipo, ejercicio, numero, csv, emitido, actuacion, plantilla, plantilla_sha256, lang, registro_sha256, sello,
  nivel, prefijo, cola, sha256, bytes, paginas) from stdin
