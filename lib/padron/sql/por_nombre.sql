-- $1 ente  $2 part1  $3 ape1  $4 part2  $5 ape2  $6 nomb  $7 fnac   who has that name and birth
select nia from habitante
 where ente = $1 and fnac = $7
   and busca = padron_plegar(concat_ws(' ', nullif($2::text, ''), $3::text, nullif($4::text, ''), nullif($5::text, ''), $6::text)) limit 2
