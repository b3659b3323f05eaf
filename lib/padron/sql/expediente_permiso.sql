-- $1 ente  $2 number   what its last step lets be registered, of whom
select e.clase, u.paso, u.movimientos,
       coalesce((select string_agg(q.nia, ' ' order by q.n) from expediente_padron_persona q
                  where q.ente = e.ente and q.numero = e.numero and q.nia <> ''), '') as nias
  from expediente_padron e
  join lateral (select paso, movimientos from expediente_padron_paso q where q.ente = e.ente and q.numero = e.numero
                 order by n desc limit 1) u on true
 where e.ente = $1 and e.numero = $2
