-- $1 ente  $2 valores   those that were debited
select distinct valor from adeudo where ente = $1 and valor = any($2::bigint[])
