-- $1 ente  $2 id   whether that beginning is kept
select exists (select from documento_prefijo where ente = $1 and id = $2) as kept
