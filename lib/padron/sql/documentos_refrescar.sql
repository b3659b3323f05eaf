-- $1 ente  $2 run  $3 NIA   documents that a run brings these people
insert into documento_identidad (ente, numero, nia, tiden)
select i.ente, d.numero, i.nia, d.tiden
  from inscripcion i
 cross join lateral (values (padron_documento(i.tiden, i.lextr, i.iden, i.liden, i.ndocu), i.tiden),
                            (case when i.tiden = '3' then i.ndocu else '' end, '2')) as d (numero, tiden)
 where i.ente = $1 and i.run = $2 and i.nia = any($3) and d.numero <> '' and d.tiden <> '0'
on conflict do nothing
