-- $1 ente  $2 run
select count(*) as chunks, count(*) filter (where state = 'done') as done,
       count(*) filter (where state = 'failed') as failed, coalesce(sum(items), 0)::bigint as items,
       coalesce((select name from job_chunk p where p.ente = $1 and p.run = $2 and p.state <> 'done'
                  order by step, n limit 1), '') as step,
       (select r.state from job_run r where r.ente = $1 and r.id = $2) as state
  from job_chunk where ente = $1 and run = $2
