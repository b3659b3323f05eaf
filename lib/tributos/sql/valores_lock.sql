-- $1 ente  $2 valores   holds their rows, in their order, until the transaction ends
with a as (select 1 from padron_fiscal where ente = $1 and valor = any($2::bigint[]) order by valor for no key update),
     b as (select 1 from pendiente where ente = $1 and valor = any($2::bigint[]) order by valor for no key update)
select (select count(*) from a) + (select count(*) from b)
