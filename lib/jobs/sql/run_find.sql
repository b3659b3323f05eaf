-- $1 ente  $2 kind  $3 key   the run of a natural key, held until the transaction ends
select id, state, params, clock, account, result, problem, owner, coalesce(lease_until < now(), true) as lease_over
  from job_run where ente = $1 and kind = $2 and key = $3 and state <> 'undone' for update
