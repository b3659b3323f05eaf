-- $1 ente  $2 censo   its holders, for identidad::finish_load; without number: by object and name
insert into parte_nueva (clase, numero, nombre)
select distinct on (1, 2) case when nif = '' then 'interno' else 'nif' end,
       case when nif = '' then objeto || '/' || upper(nombre) else nif end, nombre
  from censo_linea where ente = $1 and censo = $2 order by 1, 2, linea
