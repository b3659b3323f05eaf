-- $1 ente  $2 run  $3 line  $4 error   INE's variation block of a mark
select coalesce(registro -> 'V', '{}')::text as v from incidencia_ine where ente = $1 and run = $2 and linea = $3 and error = $4
