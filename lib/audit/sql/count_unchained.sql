-- $1 ente
select count(*) from audit a
 where a.ente = $1 and not exists (select 1 from audit_chain c where c.ente = a.ente and c.audit_id = a.id)
