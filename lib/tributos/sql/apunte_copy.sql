copy apunte (ente, valor, n, clase, componente, importe_cts, condicional, contable, pago, fichero, valor_fecha, pagador, run, causa, cobro)
  from stdin
