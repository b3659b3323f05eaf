-- $1 ente  $2 censo  $3 day of the load
insert into mandato (ente, referencia, fecha_firma, primera_carga)
select $1, mandato, min(fecha_mandato), $3 from censo_linea
 where ente = $1 and censo = $2 and iban <> '' group by mandato
on conflict (ente, referencia) do nothing
