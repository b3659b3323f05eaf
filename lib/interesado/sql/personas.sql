-- $1 ente  $2 documents   the parties that have one of them, the survivors, and all that proved to be the same
with recursive parte as (
  select p.id, p.fusionada_en from persona p
   where p.ente = $1
     and p.id in (select d.persona from persona_documento d where d.ente = $1 and d.clase <> 'interno' and d.numero = any($2::text[]))
  union
  select p.id, p.fusionada_en
    from parte q join persona p on p.ente = $1 and (p.id = q.fusionada_en or p.fusionada_en = q.id)
)
select id from parte order by fusionada_en is not null, id
