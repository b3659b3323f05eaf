-- $1 ente  $2 objects  $3 account  $4 action  $5 channel  $6 request  $7 from  $8 until  $9 refused  $10 before  $11 limit
-- newest first; null asks for nothing
select id, at, account, channel, level, action, object, reason, request, refusal, detail
  from audit
 where ente = $1
   and ($2::text[] is null or object = any($2::text[]))
   and ($3::text is null or account = $3)
   and ($4::text is null or action = $4)
   and ($5::text is null or channel = $5)
   and ($6::text is null or request = $6)
   and ($7::timestamptz is null or at >= $7)
   and ($8::timestamptz is null or at < $8)
   and (not $9::boolean or refusal <> '')
   and ($10::bigint is null or (at, id) < (select b.at, b.id from audit b where b.ente = $1 and b.id = $10))
 order by at desc, id desc
 limit $11
