-- $1 ente   each row as the text that its MAC covers
select a.id, concat_ws(chr(31), a.id, (extract(epoch from a.at) * 1000000)::bigint, a.account, a.channel, a.level, a.action, a.object,
                       a.reason, a.detail) as text
  from audit a where a.ente = $1 and not exists (select 1 from audit_chain c where c.ente = a.ente and c.audit_id = a.id)
 order by a.id
