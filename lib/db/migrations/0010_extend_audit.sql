-- A row of the trail also says which request left it and, of what was refused, with which code. Rows that were there
-- keep their MAC: it covers what is empty in neither.
alter table audit add column request text not null default '';
alter table audit add column refusal text not null default '' check (refusal ~ '^(SCTF-[0-9]{4})?$');

-- The trail is read by whose, by whom, by what was done, newest first, however long it is.
create index audit_at on audit (ente, at, id);
create index audit_object on audit (ente, object, at, id);
create index audit_account on audit (ente, account, at, id);
create index audit_action on audit (ente, action, at, id);
create index audit_request on audit (ente, request);
create index audit_refusal on audit (ente, at, id) where refusal <> '';
create index audit_protegido on audit (ente, at, id) where detail->>'protegido' = 'true';
