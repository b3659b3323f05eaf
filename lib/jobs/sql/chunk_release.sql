-- $1 ente  $2 run  $3 step  $4 n  $5 token  $6 error, or null  $7 how many tries at most
update job_chunk set owner = null, lease_until = null, error = $6,
       attempts = attempts + case when $6::text is null then 0 else 1 end,
       state = case when $6::text is not null and attempts + 1 >= $7 then 'failed' else 'pending' end
 where ente = $1 and run = $2 and step = $3 and n = $4 and state = 'running' and token = $5 returning state
