-- $1 ente  $2 run   the files of a finished run are gone: write them again
update job_chunk set state = 'pending' where ente = $1 and run = $2 and local
