-- $1 ente  $2 kind  $3 key  $4 params  $5 clock  $6 program  $7 account  $8 owner  $9 lease in seconds
insert into job_run (ente, kind, key, params, clock, program, account, owner, lease_until, token)
values ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9::int), nextval('job_token'))
returning id, token
