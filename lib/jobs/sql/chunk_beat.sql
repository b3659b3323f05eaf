-- $1 ente  $2 owner  $3 lease in seconds
update job_chunk set lease_until = now() + make_interval(secs => $3::int)
 where ente = $1 and owner = $2 and state = 'running'
