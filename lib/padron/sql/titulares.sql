-- $1 ente  $2 documents   who of the registered has them today
select documento, nia from habitante where ente = $1 and documento = any($2) and viva
