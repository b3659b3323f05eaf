-- $1 ente  $2 run of issue  $3 folder   earlier letters of returned debits
select id, key, state, params::text as params, (select count(*) from job_chunk k where k.ente = r.ente and k.run = r.id) as tramos
  from job_run r
 where ente = $1 and kind = 'tributos.returned' and state <> 'undone' and (params->>'emision')::bigint = $2
   and params->>'out' = $3 order by id
