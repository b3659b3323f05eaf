-- $1 ente  $2 nias  $3 parties  $4 documents   under which objects the trail speaks of a person
with sujeto as (
  select 'habitante/' || unnest($2::text[]) as objeto
  union all select 'persona/' || unnest($3::bigint[])
)
select objeto from sujeto
union
select 'buscado/' || unnest($4::text[] || $2::text[])
union
select 'valor/' || valor from padron_fiscal where ente = $1 and valor is not null and nif = any($4::text[])
union
select 'valor/' || valor from pendiente where ente = $1 and nif = any($4::text[])
union
select 'documento/' || d.tipo || '-' || d.ejercicio || '-' || lpad(d.numero::text, greatest(6, length(d.numero::text)), '0')
  from documento_sujeto d where d.ente = $1 and d.sujeto in (select objeto from sujeto)
union
select 'mandato/' || c.mandato
  from padron_fiscal p
  join emision e on e.ente = p.ente and e.run = p.run
  join censo_linea c on c.ente = p.ente and c.censo = e.censo and c.linea = p.linea
 where p.ente = $1 and p.nif = any($4::text[]) and c.nif = p.nif and c.mandato <> ''
