-- $1 ente  $2 id   frees its natural key
update job_run set state = 'undone', owner = null, lease_until = null where ente = $1 and id = $2
