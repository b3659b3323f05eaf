-- $1 ente  $2 ejercicio   the registered by section, sex and five-year group of age at 1 January; a birth whose day is not
-- known counts as late in its year
select i.dist || i.secc || i.lsecc as seccion, i.sexo,
       ($2::int - left(h.fnac, 4)::int - case when right(h.fnac, 4) = '0101' then 0 else 1 end) / 5 as grupo,
       count(*) as personas
  from habitante h join inscripcion i on i.ente = h.ente and i.nia = h.nia and i.n = h.n
 where h.ente = $1 and h.viva group by 1, 2, 3
