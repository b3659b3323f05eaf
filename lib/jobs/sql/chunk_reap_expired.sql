-- $1 ente   chunks whose lease ran out are free again
update job_chunk set state = 'pending', owner = null, lease_until = null
 where ente = $1 and state = 'running' and lease_until < now()
