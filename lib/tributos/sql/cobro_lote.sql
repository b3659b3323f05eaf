-- $1 ente  $2 run  $3 $4 valores from, to   the records of one chunk, in the order in which they are applied
select p.valor, p.repetido, c.n, c.clase, c.importe_cts, c.original_cts, c.emisora, c.sufijo, c.referencia, c.digitos_bien, c.end_to_end,
       c.bloque, c.motivo, c.pago, c.valor_fecha, c.entidad, c.pagador, c.pagador_iban
  from cobro_partida p join cobro c on c.ente = p.ente and c.run = p.run and c.n = p.n
 where p.ente = $1 and p.run = $2 and p.valor between $3 and $4 order by p.valor, c.n
