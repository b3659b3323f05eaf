-- $1 ente  $2 id  $3 bytes in hexadecimal   unless it is there
insert into documento_prefijo (ente, id, bytes) values ($1, $2, decode($3, 'hex'))
on conflict (ente, id) do nothing
