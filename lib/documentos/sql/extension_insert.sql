-- $1 ente  $2 tipo  $3 ejercicio  $4 numero  $5 when  $6 validation data  $7 bytes in hexadecimal  $8 SHA-256 of the file   unless there is one
insert into documento_extension (ente, tipo, ejercicio, numero, extendido, validacion, cola, sha256)
values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8)
on conflict (ente, tipo, ejercicio, numero) do nothing
