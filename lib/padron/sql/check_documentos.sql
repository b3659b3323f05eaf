-- $1 ente   DNI and NIE that more than one registered person has
select count(*) as casos, count(*) filter (where veces > 1) as fallos, coalesce(min(nia) filter (where veces > 1), '') as ejemplo
  from (select documento, count(*) as veces, min(nia) as nia from habitante
         where ente = $1 and viva and documento ~ '^([0-9]{8}|[XYZ][0-9]{7})[A-Z]$' group by documento) d
