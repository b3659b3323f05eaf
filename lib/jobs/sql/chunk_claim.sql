-- $1 ente  $2 run, or null for any  $3 kinds  $4 local ones too  $5 owner  $6 lease in seconds
-- The next chunk whose earlier steps are all done; a short transaction of its own.
with c as (
  select c.ente, c.run, c.step, c.n
    from job_chunk c join job_run r on r.ente = c.ente and r.id = c.run
   where c.ente = $1 and c.state = 'pending' and r.state = 'running' and ($2::bigint is null or c.run = $2)
     and r.kind = any($3::text[]) and ($4::boolean or not c.local)
     and not exists (select 1 from job_chunk e where e.ente = c.ente and e.run = c.run and e.step < c.step
                                                  and e.state <> 'done')
   order by c.run, c.step, c.n limit 1 for update of c skip locked)
update job_chunk t set state = 'running', owner = $5, lease_until = now() + make_interval(secs => $6::int),
       token = nextval('job_token')
  from c where t.ente = c.ente and t.run = c.run and t.step = c.step and t.n = c.n
returning t.run, t.step, t.n, t.name, t.from_key, t.to_key, t.token, t.attempts
