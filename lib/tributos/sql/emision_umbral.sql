-- $1 ente  $2 censo  $3 uso  $4 threshold in cents   urban properties of a use, and how many of them exceed it (LRHL 72.4)
select count(*) as inmuebles, count(*) filter (where valor_catastral_cts > $4::bigint) as exceden
  from (select distinct objeto_n, valor_catastral_cts from censo_ibi where ente = $1 and censo = $2 and clase = 'U' and uso = $3) u
