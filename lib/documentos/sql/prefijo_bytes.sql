-- $1 ente  $2 id   the beginning of files, in hexadecimal
select encode(bytes, 'hex') as bytes from documento_prefijo where ente = $1 and id = $2
