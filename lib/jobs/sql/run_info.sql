-- $1 ente  $2 id
select id, kind, key, state, params, clock, account, program, result, problem, owner, created_at, ended_at
  from job_run where ente = $1 and id = $2
