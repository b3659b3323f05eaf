-- $1 ente  $2 csv  $3 when  $4 account  $5 why   withdraws a document, once
insert into documento_anulacion (ente, tipo, ejercicio, numero, anulado, cuenta, causa)
select ente, tipo, ejercicio, numero, $3, $4, $5 from documento where ente = $1 and csv = $2
on conflict (ente, tipo, ejercicio, numero) do nothing
