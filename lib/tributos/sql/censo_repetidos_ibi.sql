-- $1 ente  $2 censo   lines of a property that come back after those of another: not together
select linea, objeto, primera from (
  select linea, objeto, objeto_n, min(objeto_n) over w as primer_n, min(linea) over w as primera
    from censo_ibi where ente = $1 and censo = $2 window w as (partition by objeto)) l
 where objeto_n <> primer_n order by linea
