-- $1 ente  $2 run  $3 tributo  $4 ejercicio  $5 censo  $6 sha of the ordinance  $7 first valor  $8 complementary
insert into emision (ente, run, tributo, ejercicio, censo, ordenanza_sha, primer_valor, complementaria)
values ($1, $2, $3, $4, $5, $6, $7, $8)
