-- $1 ente  $2 document   who has or had it, the registered first
select d.nia, h.viva from documento_identidad d join habitante h on h.ente = d.ente and h.nia = d.nia
 where d.ente = $1 and d.numero = $2 order by h.viva desc, (h.documento = d.numero) desc, h.n desc, d.nia
