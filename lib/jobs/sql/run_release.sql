-- $1 ente  $2 id  $3 token   nobody leads it: the same line again may at once
update job_run set owner = null, lease_until = null where ente = $1 and id = $2 and token = $3 and state = 'running'
