-- $1 ente  $2 nombre  $3 clase
insert into persona (ente, nombre, clase) values ($1, $2, $3) returning id
