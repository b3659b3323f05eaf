-- $1 ente  $2 nif
with recursive p as (
  select persona as id from persona_documento where ente = $1 and clase = 'nif' and pais = '' and numero = $2
  union
  select q.fusionada_en from persona q join p on q.id = p.id where q.ente = $1 and q.fusionada_en is not null)
select q.id, q.nombre, q.clase, q.fallecida_el, coalesce(q.fallecida_fuente, '') as fallecida_fuente
  from persona q join p on q.id = p.id where q.ente = $1 and q.fusionada_en is null
