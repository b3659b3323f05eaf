-- $1 ente  $2 documents   who of the registered has them today
select h.documento, h.nia from documento_identidad d join habitante h on h.ente = d.ente and h.nia = d.nia and h.documento = d.numero
 where d.ente = $1 and d.numero = any($2) and h.viva
