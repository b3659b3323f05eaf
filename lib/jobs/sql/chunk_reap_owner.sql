-- $1 ente  $2 owner   a dead process of this machine: its chunks are free at once
update job_chunk set state = 'pending', owner = null, lease_until = null
 where ente = $1 and state = 'running' and owner = $2
