-- $1 ente  $2 tipo, empty: any  $3 ejercicio  $4 $5 numbers from, to   how many documents wait for a time stamp
select count(*) as esperan
  from documento d
 where d.ente = $1 and d.espera_tiempo
   and ($2 = '' or (d.tipo = $2 and d.ejercicio = $3::int and d.numero between $4::bigint and $5::bigint))
   and not exists (select from documento_tiempo t
                    where t.ente = d.ente and t.tipo = d.tipo and t.ejercicio = d.ejercicio and t.numero = d.numero)
