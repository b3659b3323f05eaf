-- $1 ente  $2 persona  $3 day  $4 source
update persona set fallecida_el = $3, fallecida_fuente = $4 where ente = $1 and id = $2 and fallecida_el is null
