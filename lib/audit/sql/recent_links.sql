-- $1 ente  $2 links   the lowest row of the last so many links
select coalesce(min(audit_id), 0) from (select audit_id from audit_chain where ente = $1 order by n desc limit $2) recent
