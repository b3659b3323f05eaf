-- $1 ente  $2 run  $3 n  $4 adeudos  $5 suma  $6 excluidos
update remesa set adeudos = $4, suma_cts = $5, excluidos = $6 where ente = $1 and run = $2 and n = $3
