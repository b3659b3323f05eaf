-- $1 ente  $2 run  $3 first number  $4 born by (AAAAMMDD)   everybody registered: first who may have it without an officer (of an age to
-- ask, with a whole date of birth, without a note), by NIA, each with a number; then the others
insert into documento_lote (ente, run, n, linea, pedido, numero)
select $1, $2, row_number() over (order by not puede, nia), 0, nia,
       case when puede then $3::bigint + row_number() over (order by not puede, nia) - 1 end
  from (select h.nia, h.fnac <= $4 and right(h.fnac, 2) <> '00'
               and not coalesce((select p.activa from nota_proteccion p
                                  where p.ente = h.ente and p.nia = h.nia order by p.n desc limit 1), false) as puede
          from habitante h where h.ente = $1 and h.viva) t
