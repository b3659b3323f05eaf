-- $1 ente  $2 cvia  $3 cpsvia  $4 tinum  $5 number that it had  $6 number that it has
insert into renumeracion (ente, cvia, cpsvia, tinum, antes, ahora) values ($1, $2, $3, $4, $5, $6) on conflict do nothing
