-- $1 ente  $2 run   items that it refused
select count(*) from job_reject where ente = $1 and run = $2
