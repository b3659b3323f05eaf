-- $1 ente  $2 cvia  $3 name   of a street that is held
insert into via_alias (ente, cvia, nombre) select ente, cvia, $3 from via where ente = $1 and cvia = $2 on conflict do nothing
