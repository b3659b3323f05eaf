-- $1 ente   streets by each of their names, pseudo-streets
select cvia, tvia, nvia as nombre, '00000' as cpsvia, '' as alias from via where ente = $1
union all
select v.cvia, v.tvia, v.nvia, '00000', a.nombre from via_alias a join via v on v.ente = a.ente and v.cvia = a.cvia where a.ente = $1
union all
select '00000', '', dpsvia, cpsvia, '' from pseudovia where ente = $1
