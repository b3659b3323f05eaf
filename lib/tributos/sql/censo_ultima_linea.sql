-- $1 ente  $2 censo
select coalesce(max(linea), 0) from censo_linea where ente = $1 and censo = $2
