-- $1 ente  $2 run   which of the complementary runs of its tributo and year it is; 0: the main one
select case when e.complementaria then (select count(*) from emision o join job_run r on r.ente = o.ente and r.id = o.run
                                         where o.ente = e.ente and o.tributo = e.tributo and o.ejercicio = e.ejercicio
                                           and o.complementaria and o.run <= e.run and r.state <> 'undone') else 0 end
  from emision e where e.ente = $1 and e.run = $2
