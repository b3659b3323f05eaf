-- $1 ente  $2 fingerprint  $3 name  $4 from  $5 until  $6 chain   unless it is there
insert into sello (ente, huella, nombre, desde, hasta, cadena) values ($1, $2, $3, $4, $5, $6)
on conflict (ente, huella) do nothing
