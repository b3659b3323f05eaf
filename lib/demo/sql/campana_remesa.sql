-- $1 ente  $2 run
select n, acreedor from remesa where ente = $1 and run = $2
