-- $1 ente  $2 class asked for  $3 day  $4 letters  $5 clock  $6 account
insert into lote_carta (ente, clase, fecha, cartas, hecho, account) values ($1, $2, $3, $4, $5, $6) returning id
