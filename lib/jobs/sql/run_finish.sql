-- $1 ente  $2 id   done, when every chunk is
update job_run r set state = 'done', result = coalesce(result, '{}'), ended_at = now(), owner = null, lease_until = null
 where ente = $1 and id = $2 and state = 'running'
   and not exists (select 1 from job_chunk c where c.ente = r.ente and c.run = r.id and c.state <> 'done')
