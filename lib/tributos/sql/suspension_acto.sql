-- $1 ente  $2 valor   the act behind what was decided last
select acto from suspension where ente = $1 and valor = $2 order by n desc limit 1
