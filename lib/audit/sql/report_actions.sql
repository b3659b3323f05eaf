-- $1 ente  $2 from  $3 until   what was done
select action, count(*) as rows, count(*) filter (where refusal <> '') as refused, count(distinct account) as accounts
  from audit where ente = $1 and at >= $2 and at < $3
 group by action order by rows desc, action
