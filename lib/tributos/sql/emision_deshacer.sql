-- $1 ente  $2 run   its natural key is free again; whoever works on it stops
update job_run set state = 'undone', owner = null, lease_until = null, ended_at = now() where ente = $1 and id = $2
