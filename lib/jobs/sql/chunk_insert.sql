-- $1 ente  $2 run  $3 step  $4 name  $5 local  $6 from keys  $7 to keys
insert into job_chunk (ente, run, step, n, name, local, from_key, to_key)
select $1, $2, $3, k.n, $4, $5, k.from_key, k.to_key
  from unnest($6::bigint[], $7::bigint[]) with ordinality as k(from_key, to_key, n)
