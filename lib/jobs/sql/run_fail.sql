-- $1 ente  $2 id  $3 problem   stopped; the same line again takes it up
update job_run set state = 'failed', problem = $3, ended_at = now(), owner = null, lease_until = null
 where ente = $1 and id = $2 and state = 'running'
