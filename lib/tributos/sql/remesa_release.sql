-- $1 ente  $2 run  $3 n  $4 account  $5 clock   the first release counts
update remesa set liberada_por = $4, liberada_en = $5 where ente = $1 and run = $2 and n = $3 and liberada_por is null
