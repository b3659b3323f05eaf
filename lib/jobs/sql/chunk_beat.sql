-- $1 ente  $2 tokens in hand  $3 lease in seconds   a chunk that slipped out of hand is not kept alive
update job_chunk set lease_until = now() + make_interval(secs => $3::int)
 where ente = $1 and token = any($2::bigint[]) and state = 'running'
