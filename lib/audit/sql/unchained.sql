-- $1 ente  $2 floor   each row above that id as the text that its MAC covers
select a.id, concat_ws(chr(31), a.id, (extract(epoch from a.at) * 1000000)::bigint, a.account, a.channel, a.level, a.action, a.object,
                       a.reason, a.detail, 'request ' || nullif(a.request, ''), 'refusal ' || nullif(a.refusal, '')) as text
  from audit a
 where a.ente = $1 and a.id > $2
   and not exists (select 1 from audit_chain c where c.ente = a.ente and c.audit_id = a.id and c.audit_id > $2)
 order by a.id
