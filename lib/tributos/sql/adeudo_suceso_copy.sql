copy adeudo_suceso (ente, valor, remesa, n, clase, fecha, motivo, aplicado_cts, rebaja_cts, depositado_cts, run, cobro) from stdin
