-- $1 ente  $2 cpsvia  $3 dpsvia
insert into pseudovia (ente, cpsvia, dpsvia) values ($1, $2, $3) on conflict do nothing
