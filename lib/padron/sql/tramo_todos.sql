-- $1 ente
select dist, secc, lsecc, cun, cvia, cpsvia, tinum, ein, cein, esn, cesn, cpos from tramo where ente = $1
