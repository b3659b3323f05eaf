-- $1 ente  $2 censo   lines with benefits, to be checked against the ordinance
select linea, beneficios from censo_linea where ente = $1 and censo = $2 and beneficios <> '' order by linea
