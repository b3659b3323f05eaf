-- $1 ente  $2 reference, as the system that it comes from wrote it
select valor from pendiente where ente = $1 and referencia = $2
