-- $1 ente
select c.n, encode(c.prev, 'hex') as prev, encode(c.mac, 'hex') as mac,
       concat_ws(chr(31), a.id, (extract(epoch from a.at) * 1000000)::bigint, a.account, a.channel, a.level, a.action, a.object,
                 a.reason, a.detail, 'request ' || nullif(a.request, ''), 'refusal ' || nullif(a.refusal, '')) as text
  from audit_chain c join audit a on a.ente = c.ente and a.id = c.audit_id where c.ente = $1 order by c.n
