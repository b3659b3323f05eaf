-- $1 ente  $2 run  $3 $4 lines from, to  $5 accounting date  $6 run of the cargo   one entry a valor: its cuota líquida
insert into apunte (ente, valor, n, clase, componente, importe_cts, contable, run, causa)
select ente, valor, 1, 'cargo', 'principal', liquida_cts, $5, $6, 'cargo'
  from padron_fiscal where ente = $1 and run = $2 and linea between $3 and $4 and valor is not null order by linea
