-- $1 ente  $2 persona
select con, clase, cuota, desde, hasta, fuente from persona_vinculo where ente = $1 and persona = $2 order by n
