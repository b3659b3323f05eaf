-- $1 ente  $2 id  $3 result
update job_run set result = $3 where ente = $1 and id = $2
