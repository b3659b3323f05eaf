-- $1 ente
select distinct owner from job_chunk where ente = $1 and state = 'running' and owner is not null
