-- $1 ente  $2 ejercicio  $3 31 December   the figure and the records that INE holds against it, each once
select coalesce((select registros from lote_ine where ente = $1 and clase = 'C' and periodo = $2::int::text order by id desc limit 1),
                (select count(*) from (select nia, max(n) as n from inscripcion where ente = $1 and fvar <= $3 group by nia) h
                   join inscripcion i on i.ente = $1 and i.nia = h.nia and i.n = h.n where i.cvar <> 'B')) as ayuntamiento,
       count(distinct (i.run, i.linea)) filter (where i.tipoinf = 'D') as d,
       count(distinct (i.run, i.linea)) filter (where i.tipoinf = 'R') as r,
       count(distinct (i.run, i.linea)) filter (where i.tipoinf = 'S') as s
  from retorno_ine q join incidencia_ine i on i.ente = q.ente and i.run = q.run
 where q.ente = $1 and q.periodo = $2::int::text and q.clase in ('R', 'D')
