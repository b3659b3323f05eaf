-- $1 ente  $2 cun  $3 nentcoc  $4 nentsic  $5 nnuclec
insert into unidad_poblacional (ente, cun, nentcoc, nentsic, nnuclec) values ($1, $2, $3, $4, $5) on conflict do nothing
