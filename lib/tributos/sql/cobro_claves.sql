-- $1 ente  $2 run   who comes first has the key
insert into cobro_clave (ente, clave, run, n) select ente, clave, run, n from cobro where ente = $1 and run = $2 on conflict do nothing
