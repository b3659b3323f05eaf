-- $1 ente  $2 id
update job_run set state = 'cancelled', ended_at = now(), owner = null, lease_until = null
 where ente = $1 and id = $2 and state in ('running', 'failed')
