copy incidencia_ine (ente, run, linea, error, marca, nia, documento, fvar, movimiento, tipoinf, cdev, clase, accion, plazo,
  soluciones, fichero, registro) from stdin
