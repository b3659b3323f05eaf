-- $1 ente  $2 dist  $3 secc  $4 lsecc
insert into seccion (ente, dist, secc, lsecc) values ($1, $2, $3, $4) on conflict do nothing
