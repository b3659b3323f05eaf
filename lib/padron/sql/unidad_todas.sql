-- $1 ente
select cun, nentcoc, nentsic, nnuclec from unidad_poblacional where ente = $1
