-- $1 ente  $2 run
delete from job_reject where ente = $1 and run = $2
