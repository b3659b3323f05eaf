copy cobro_resultado (ente, run, n, valor, resultado, aplicado_cts, depositado_cts, pendiente_cts, anula_run, anula_n, contable) from stdin
