-- $1 ente  $2 from  $3 until  $4 zone  $5 first minute  $6 minute after the last  $7 holidays   who did how much
select account, count(*) as rows, count(distinct object) as objects, count(*) filter (where refusal <> '') as refused,
       count(*) filter (where detail->>'protegido' = 'true') as protegidas,
       count(*) filter (where channel <> 'batch'
                          and (extract(isodow from local) > 5 or local::date = any($7::date[])
                               or extract(hour from local) * 60 + extract(minute from local) not between $5::int and $6::int - 1)) as fuera,
       min(at) as first, max(at) as last
  from (select *, at at time zone $4 as local from audit where ente = $1 and at >= $2 and at < $3) a
 group by account order by rows desc, account
