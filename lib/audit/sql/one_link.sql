-- $1 ente  $2 n
select encode(mac, 'hex') as mac from audit_chain where ente = $1 and n = $2
