-- $1 ente  $2 run  $3 places   their files bear the time stamp now
insert into documento_lote_tiempo (ente, run, n)
select $1, $2::bigint, unnest($3::bigint[])
on conflict (ente, run, n) do nothing
