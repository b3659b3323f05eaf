-- $1 ente  $2 run
select valor from padron_fiscal where ente = $1 and run = $2 and valor is not null order by valor
