-- $1 ente  $2 run
select file, line, col, code, value, reason from job_reject where ente = $1 and run = $2 order by n
