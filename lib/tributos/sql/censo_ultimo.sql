-- $1 ente  $2 censo   not what replaced single receipts
select c.id, c.fichero from censo c join job_run r on r.ente = c.ente and r.id = c.id and r.kind = 'tributos.import'
 where c.ente = $1 and c.censo = $2 order by c.id desc limit 1
