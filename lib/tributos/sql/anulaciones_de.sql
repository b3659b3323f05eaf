-- $1 ente  $2 valor
select clase, motivo, acto, parcial_cts, account from anulacion where ente = $1 and valor = $2 order by n
