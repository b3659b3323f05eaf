-- $1 ente  $2 run
select path, kind, items, sum_cts, sha256, bytes from job_file where ente = $1 and run = $2 order by path
