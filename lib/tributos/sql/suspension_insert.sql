-- $1 ente  $2 valor  $3 desde  $4 hasta, of a lifting  $5 acto  $6 account
insert into suspension (ente, valor, n, desde, hasta, acto, account)
select $1, $2, coalesce(max(n), 0) + 1, $3, $4, $5, $6 from suspension where ente = $1 and valor = $2
