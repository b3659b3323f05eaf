-- $1 ente  $2 id
with recursive p as (
  select $2::bigint as id
  union
  select q.fusionada_en from persona q join p on q.id = p.id where q.ente = $1 and q.fusionada_en is not null)
select q.id, q.nombre, q.clase, q.fallecida_el, coalesce(q.fallecida_fuente, '') as fallecida_fuente
  from persona q join p on q.id = p.id where q.ente = $1 and q.fusionada_en is null
