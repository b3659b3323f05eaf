-- $1 ente  $2 cvia  $3 cpsvia  $4 numer  $5 the whole address   the oldest hoja of an address
select nhop from hoja
 where ente = $1 and cvia = $2 and cpsvia = $3 and numer = $4
   and concat_ws(chr(31), dist, secc, lsecc, cun, cvia, cpsvia, tinum, numer, cnumer, numers, cnumers, kmt, hmt, bloq, port, esca, plan, puer, tloc, '') = $5
 order by nhop limit 1
