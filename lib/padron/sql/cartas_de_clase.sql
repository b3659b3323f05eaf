-- $1 ente  $2 class   what was written of a class
select nia, motivo from carta_padron where ente = $1 and clase = $2
