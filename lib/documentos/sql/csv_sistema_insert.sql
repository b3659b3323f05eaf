-- $1 ente  $2 organo  $3 its name  $4 resolution  $5 sede  $6 method  $7 years   unless it is there
insert into csv_sistema (ente, id, organo, organo_nombre, resolucion, sede, generacion, anos)
select $1::smallint, coalesce(max(id), 0) + 1, $2, $3, $4, $5, $6, $7::int from csv_sistema where ente = $1
on conflict (ente, organo, organo_nombre, resolucion, sede, generacion, anos) do nothing
