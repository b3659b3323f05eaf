-- $1 ente  $2 persona  $3 con  $4 clase  $5 cuota  $6 desde  $7 hasta  $8 fuente
insert into persona_vinculo (ente, persona, n, con, clase, cuota, desde, hasta, fuente)
select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6, $7, $8 from persona_vinculo where ente = $1 and persona = $2
