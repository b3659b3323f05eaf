copy documento (ente, tipo, ejercicio, numero, csv, emitido, actuacion, plantilla, plantilla_sha256, lang, tipo_documental, registro_sha256, sello,
  nivel, prefijo, cola, sha256, bytes, paginas, espera_tiempo) from stdin
