-- $1 ente  $2 NIA   what holds of these people, from their inscripciones
insert into habitante select * from habitante_derivado where ente = $1 and nia = any($2)
on conflict (ente, nia) do update
   set n = excluded.n, viva = excluded.viva, alta = excluded.alta, domicilio = excluded.domicilio, baja = excluded.baja,
       renovada = excluded.renovada, confirmada = excluded.confirmada, nhop = excluded.nhop, documento = excluded.documento,
       naci = excluded.naci, fnac = excluded.fnac, busca = excluded.busca
