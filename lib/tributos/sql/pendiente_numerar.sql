-- $1 first id of their block
update pendiente_nueva n set valor = $1::bigint + o.k - 1
  from (select linea, row_number() over (order by linea) as k from pendiente_nueva where valor = 0) o where o.linea = n.linea
