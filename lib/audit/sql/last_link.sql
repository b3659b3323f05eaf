-- $1 ente
select n, encode(mac, 'hex') as mac from audit_chain where ente = $1 order by n desc limit 1
