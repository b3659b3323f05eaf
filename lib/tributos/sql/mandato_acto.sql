-- $1 ente  $2 mandato  $3 clase  $4 fecha  $5 anterior  $6 acto  $7 account
insert into mandato_acto (ente, mandato, n, clase, fecha, anterior, acto, account)
select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6, $7 from mandato_acto where ente = $1 and mandato = $2
