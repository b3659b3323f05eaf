-- $1 ente  $2 id  $3 token  $4 lease in seconds   no row: another process leads it now, or it was ended
update job_run set lease_until = now() + make_interval(secs => $4::int)
 where ente = $1 and id = $2 and token = $3 and state = 'running' returning id
