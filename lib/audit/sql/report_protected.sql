-- $1 ente  $2 from  $3 until  $4 limit   looks at people with a prevention note, newest first
select id, at, account, channel, level, action, object, reason, request, refusal, detail
  from audit where ente = $1 and at >= $2 and at < $3 and detail->>'protegido' = 'true'
 order by at desc, id desc limit $4
