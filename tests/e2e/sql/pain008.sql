-- Reads pain.008 back with PostgreSQL's XML: one row a debit. Lines of a file come in by COPY into `texto`.
create table texto (fichero text, n bigserial, linea text);
create view documento as
  select fichero, regexp_replace(string_agg(linea, E'\n' order by n), ' xmlns="[^"]*"', '')::xml as xml from texto group by 1;
create table adeudo_leido (
  fichero text, msg_id text, bloque text, bloque_n int, bloque_suma numeric, secuencia text, fecha date, acreedor text, n bigint,
  e2e text, importe numeric, mandato text, firma date, enmienda text, mandato_anterior text, acreedor_anterior text,
  cuenta_anterior text, banco_anterior text, deudor text, iban text, contribuyente text, concepto text);
create function leer() returns void language sql as $$
  truncate adeudo_leido;
  insert into adeudo_leido
  select d.fichero, (xpath('string(//GrpHdr/MsgId)', d.xml))[1]::text, b.id, b.n, b.suma, b.secuencia, b.fecha, b.acreedor,
         x.n, x.e2e, x.importe, x.mandato, x.firma, x.enmienda, x.mandato_anterior, x.acreedor_anterior, x.cuenta_anterior,
         x.banco_anterior, x.deudor, x.iban, x.contribuyente, x.concepto
    from documento d,
         xmltable('/Document/CstmrDrctDbtInitn/PmtInf' passing d.xml columns
           id text path 'PmtInfId', n int path 'NbOfTxs', suma numeric path 'CtrlSum', secuencia text path 'PmtTpInf/SeqTp',
           fecha date path 'ReqdColltnDt', acreedor text path 'CdtrSchmeId/Id/PrvtId/Othr/Id', xml xml path '.') b,
         xmltable('/PmtInf/DrctDbtTxInf' passing b.xml columns
           n for ordinality, e2e text path 'PmtId/EndToEndId', importe numeric path 'InstdAmt',
           mandato text path 'DrctDbtTx/MndtRltdInf/MndtId', firma date path 'DrctDbtTx/MndtRltdInf/DtOfSgntr',
           enmienda text path 'DrctDbtTx/MndtRltdInf/AmdmntInd',
           mandato_anterior text path 'DrctDbtTx/MndtRltdInf/AmdmntInfDtls/OrgnlMndtId',
           acreedor_anterior text path 'DrctDbtTx/MndtRltdInf/AmdmntInfDtls/OrgnlCdtrSchmeId/Id/PrvtId/Othr/Id',
           cuenta_anterior text path 'DrctDbtTx/MndtRltdInf/AmdmntInfDtls/OrgnlDbtrAcct/Id/IBAN',
           banco_anterior text path 'DrctDbtTx/MndtRltdInf/AmdmntInfDtls/OrgnlDbtrAgt/FinInstnId/Othr/Id',
           deudor text path 'Dbtr/Nm', iban text path 'DbtrAcct/Id/IBAN', contribuyente text path 'UltmtDbtr/Nm',
           concepto text path 'RmtInf/Ustrd') x
$$;
