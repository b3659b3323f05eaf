-- $1 ente
with nuevas as materialized (
  select nextval('persona_id') as id, n.clase, n.numero, n.nombre
    from parte_nueva n
   where not exists (select 1 from persona_documento d
                      where d.ente = $1 and d.clase = n.clase and d.pais = '' and d.numero = n.numero)),
     p as (
  insert into persona (ente, id, nombre, clase)
  select $1, id, nombre, case when clase = 'interno' then 'desconocida'
                              when numero ~ '^[0-9XYZKLM]' then 'fisica'
                              when numero ~ '^[EHUVJ]' then 'entidad'
                              else 'juridica' end
    from nuevas)
insert into persona_documento (ente, clase, pais, numero, persona) select $1, clase, '', numero, id from nuevas
