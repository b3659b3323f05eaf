-- $1 ente  $2 nias  $3 typed   every document of the padrón and of the parties that leads to this person
select numero from documento_identidad where ente = $1 and nia = any($2::text[])
union
select documento from habitante where ente = $1 and nia = any($2::text[]) and documento <> ''
union
select numero from persona_documento where ente = $1 and clase <> 'interno' and numero = $3
 order by 1
