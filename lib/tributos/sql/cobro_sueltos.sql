-- $1 ente  $2 run  $3 accounting date   records that name no valor: their money waits, unless it is a movement (for reconcile)
insert into cobro_resultado (ente, run, n, valor, resultado, aplicado_cts, depositado_cts, pendiente_cts, contable)
select c.ente, c.run, c.n, 0, case when p.repetido then 'repeated' when not c.digitos_bien then 'bad_check_digit' else 'unknown' end, 0, 0,
       case when p.repetido or c.clase = 'movimiento' then 0 else c.importe_cts end, $3
  from cobro_partida p join cobro c on c.ente = p.ente and c.run = p.run and c.n = p.n
 where p.ente = $1 and p.run = $2 and p.valor = 0 and (p.repetido or c.clase <> 'anulacion')
