-- $1 ente  $2 run
select state from job_run where ente = $1 and id = $2 for update
