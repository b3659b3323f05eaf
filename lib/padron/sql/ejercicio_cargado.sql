-- $1 ente   year of the last whole padrón that came from outside
select periodo::int from lote_ine where ente = $1 and clase = 'C' and run is not null order by id desc limit 1
