-- $1 ente  $2 run   how many documents were asked for, by who may have them
select coalesce(max(n) filter (where numero is not null), 0) as pedidos, count(*) filter (where numero is null) as oficina
  from documento_lote where ente = $1 and run = $2
