-- $1 ente  $2 run of issue   the ordinance that it froze
select params->>'ordenanza' as ordenanza from job_run where ente = $1 and id = $2
