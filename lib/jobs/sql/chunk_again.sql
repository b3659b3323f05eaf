-- $1 ente  $2 run   failed chunks may be tried anew
update job_chunk set state = 'pending', attempts = 0 where ente = $1 and run = $2 and state = 'failed'
