-- $1 ente  $2 born by, AAAAMMDD   Spaniards of age by section, in the order of their surnames; who is protected stays out of
-- what is exposed
select i.dist, i.secc, i.lsecc, i.part1, i.ape1, i.part2, i.ape2, i.nomb, h.fnac
  from habitante h join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where h.ente = $1 and h.viva and h.naci = '108' and h.fnac <= $2
   and not exists (select 1 from nota_proteccion q where q.ente = h.ente and q.nia = h.nia and q.activa
                      and q.n = (select max(n) from nota_proteccion z where z.ente = q.ente and z.nia = q.nia))
 order by i.dist, i.secc, i.lsecc, h.busca, h.nia
