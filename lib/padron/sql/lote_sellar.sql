-- $1 ente  $2 lote  $3 registros  $4 sha256   what a new lot's file became, in its own transaction
update lote_ine set registros = $3, sha256 = $4 where ente = $1 and id = $2
