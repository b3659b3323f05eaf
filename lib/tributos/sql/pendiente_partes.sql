-- The parties of a load of opening balances; without number: by object and name.
insert into parte_nueva (clase, numero, nombre)
select distinct on (1, 2) case when nif = '' then 'interno' else 'nif' end,
       case when nif = '' then objeto || '/' || upper(nombre) else nif end, nombre
  from pendiente_nueva order by 1, 2, linea
