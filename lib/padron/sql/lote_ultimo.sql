-- $1 ente  $2 clase  $3 periodo   the last lot of a period that was written here
select id, sha256, registros from lote_ine where ente = $1 and clase = $2 and periodo = $3 and run is null order by id desc limit 1
