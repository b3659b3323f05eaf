-- $1 ente  $2 documents   who has or had them, the living first
select d.numero, d.nia from documento_identidad d join habitante h on h.ente = d.ente and h.nia = d.nia
 where d.ente = $1 and d.numero = any($2) order by d.numero, h.viva desc, (h.documento = d.numero) desc, d.nia
