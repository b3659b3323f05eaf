-- $1 ente  $2 run   its remesa, how many debits it has and their sum
select r.n, r.acreedor, a.adeudos, a.suma
  from remesa r
  cross join (select count(*) as adeudos, coalesce(sum(importe_cts), 0)::bigint as suma
                from adeudo where ente = $1 and run = $2) a
 where r.ente = $1 and r.run = $2
