-- $1 ente  $2 tipo  $3 resolution  $4 csv_sistema   unless it is there
insert into actuacion (ente, id, tipo, resolucion, csv)
select $1::smallint, coalesce(max(id), 0) + 1, $2, $3, $4::int from actuacion where ente = $1
on conflict (ente, tipo, resolucion, csv) do nothing
