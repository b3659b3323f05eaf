copy pendiente_nueva (linea, referencia, valor, tributo, ejercicio, objeto, nif, nombre, estado, principal_cts, recargo_cts, interes_cts,
                      costas_cts, ingresado_cts, fin_voluntaria, notificada_apremio) from stdin
