-- $1 ente  $2 clase  $3 periodo  $4 file  $5 registros  $6 sha256  $7 clock  $8 corrige  $9 run
insert into lote_ine (ente, clase, periodo, fichero, registros, sha256, hecho, corrige, run)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id
