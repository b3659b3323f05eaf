-- $1 ente  $2 folded words of the name, apart by blanks  $3 birth AAAAMMDD   who has that name, in any order of surnames and name
select nia, viva from habitante
 where ente = $1 and fnac = $3
   and (select array_agg(w order by w) from unnest(string_to_array(regexp_replace(busca, '[^A-Z0-9 ]', '', 'g'), ' ')) w where w <> '')
     = (select array_agg(w order by w) from unnest(string_to_array($2, ' ')) w where w <> '')
 order by viva desc, nia limit 3
