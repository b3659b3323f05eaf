-- $1 ente  $2 run  $3 line  $4 error  $5 acto  $6 caleg  $7 fecha  $8 documento  $9 account  $10 clock   no row: no such mark
with nuevo as (
insert into incidencia_acto (ente, run, linea, error, n, acto, caleg, fecha, documento, account, registrado)
select i.ente, i.run, i.linea, i.error,
       1 + coalesce((select max(n) from incidencia_acto a where a.ente = i.ente and a.run = i.run and a.linea = i.linea and a.error = i.error), 0),
       $5, $6, $7, $8, $9, $10
  from incidencia_ine i where i.ente = $1 and i.run = $2 and i.linea = $3 and i.error = $4
returning ente, run, linea, error)
select i.nia from nuevo join incidencia_ine i using (ente, run, linea, error)
