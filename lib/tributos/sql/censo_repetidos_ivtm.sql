-- $1 ente  $2 censo   plates that stand twice
select linea, objeto, primera from (
  select linea, objeto, min(linea) over (partition by objeto) as primera from censo_ivtm where ente = $1 and censo = $2) l
 where linea <> primera order by linea
