-- $1 ente  $2 clase  $3 país  $4 número
select persona from persona_documento where ente = $1 and clase = $2 and pais = $3 and numero = $4
