-- $1 ente  $2 only the open ones
select r.id, r.kind, r.key, r.state, r.clock, r.account, r.created_at, r.ended_at, r.owner, r.problem,
       count(c.n) as chunks, count(c.n) filter (where c.state = 'done') as done, coalesce(sum(c.items), 0) as items
  from job_run r left join job_chunk c on c.ente = r.ente and c.run = r.id
 where r.ente = $1 and (not $2::boolean or r.state in ('running', 'failed'))
 group by r.ente, r.id order by r.id
