-- $1 ente  $2 run   ranges of lines, as the calculation had them
select from_key as desde, to_key as hasta from job_chunk where ente = $1 and run = $2 and step = 1 order by n
