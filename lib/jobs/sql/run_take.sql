-- $1 ente  $2 id  $3 owner  $4 lease in seconds  $5 params   another process leads from now on, with a new token
update job_run set state = 'running', problem = null, ended_at = null, owner = $3, params = $5,
       lease_until = now() + make_interval(secs => $4::int), token = nextval('job_token')
 where ente = $1 and id = $2 returning token
