-- $1 ente  $2 run  $3 path  $4 kind  $5 items  $6 sum  $7 sha256  $8 bytes
insert into job_file (ente, run, path, kind, items, sum_cts, sha256, bytes) values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (ente, run, path) do update
   set kind = excluded.kind, items = excluded.items, sum_cts = excluded.sum_cts, sha256 = excluded.sha256,
       bytes = excluded.bytes
