-- $1 ente  $2 run  $3 record  $4 run of issue  $5 remesa  $6 secuencia  $7 file of the remesa  $8 debits of a file
-- Its debits but those that were refused before they were credited.
insert into cobro_partida (ente, run, n, valor, repetido)
select a.ente, $2, $3, a.valor, false
  from (select *, (row_number() over (order by secuencia, valor) - 1) / $8::bigint + 1 as fichero
          from adeudo where ente = $1 and run = $4 and remesa = $5) a
 where ($6 = '' or a.secuencia = $6) and a.fichero = $7
   and not exists (select 1 from adeudo_suceso s where s.ente = a.ente and s.valor = a.valor and s.remesa = a.remesa and s.clase = 'rechazo')
