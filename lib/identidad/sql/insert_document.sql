-- $1 ente  $2 clase  $3 país  $4 número  $5 persona   no row: somebody has it
insert into persona_documento (ente, clase, pais, numero, persona) values ($1, $2, $3, $4, $5)
on conflict (ente, clase, pais, numero) do nothing
