-- $1 ente
select dist, secc, lsecc from seccion where ente = $1
