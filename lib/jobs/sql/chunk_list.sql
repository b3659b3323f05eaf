-- $1 ente  $2 run
select step, name, count(*) as chunks, count(*) filter (where state = 'done') as done, sum(items)::bigint as items,
       sum(sum_cts)::bigint as sum_cts, max(error) as error
  from job_chunk where ente = $1 and run = $2 group by step, name order by step
