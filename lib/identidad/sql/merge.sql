-- $1 ente  $2 from  $3 into
update persona set fusionada_en = $3 where ente = $1 and id = $2 and fusionada_en is null
