-- $1 ente  $2 tributo  $3 ejercicio   the runs of the last approved padrón: of its latest year, complementary ones too
with aprobadas as (
  select e.run, e.ejercicio from emision e
   where e.ente = $1 and e.tributo = $2 and e.ejercicio <= $3
     and exists (select 1 from emision_acto a where a.ente = e.ente and a.run = e.run and a.clase = 'aprobacion'))
select run, ejercicio from aprobadas where ejercicio = (select max(ejercicio) from aprobadas) order by run
