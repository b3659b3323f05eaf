-- $1 ente   lines that were loaded before
select n.linea, n.referencia from pendiente_nueva n join pendiente p on p.ente = $1 and p.referencia = n.referencia order by n.linea
