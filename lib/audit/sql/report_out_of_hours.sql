-- $1 ente  $2 from  $3 until  $4 zone  $5 first minute  $6 minute after the last  $7 holidays  $8 limit   newest first
select id, at, account, channel, level, action, object, reason, request, refusal, detail
  from (select *, at at time zone $4 as local from audit where ente = $1 and at >= $2 and at < $3 and channel <> 'batch') a
 where extract(isodow from local) > 5 or local::date = any($7::date[])
    or extract(hour from local) * 60 + extract(minute from local) not between $5::int and $6::int - 1
 order by at desc, id desc limit $8
