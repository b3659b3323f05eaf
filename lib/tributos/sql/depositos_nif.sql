-- $1 ente  $2 persona
select coalesce(sum(importe_cts), 0)::bigint from deposito where ente = $1 and persona = $2
