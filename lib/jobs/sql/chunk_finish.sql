-- $1 ente  $2 run  $3 step  $4 n  $5 token  $6 items  $7 sum   no row: the lease was lost, roll back
update job_chunk set state = 'done', owner = null, lease_until = null, items = $6, sum_cts = $7, done_at = now(), error = null
 where ente = $1 and run = $2 and step = $3 and n = $4 and state = 'running' and token = $5
