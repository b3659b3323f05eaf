-- $1 ente  $2 CSVs   found by them alone
insert into localizador (clase, clave, ente) select 'csv', c, $1 from unnest($2::text[]) as c
