-- $1 ente  $2 cvia  $3 tvia  $4 nviac  $5 nvia
insert into via (ente, cvia, tvia, nviac, nvia) values ($1, $2, $3, $4, $5) on conflict do nothing
