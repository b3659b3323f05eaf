-- $1 ente  $2 NIA   the last note
select activa, motivo, fecha, fuente from nota_proteccion where ente = $1 and nia = $2 order by n desc limit 1
