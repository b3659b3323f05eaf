-- $1 ente  $2 id  $3 of when  $4 certificates  $5 lists   unless it is there
insert into validacion (ente, id, obtenida, certificados, listas) values ($1, $2, $3, $4, $5)
on conflict (ente, id) do nothing
