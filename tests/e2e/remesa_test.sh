#!/bin/bash
# pain.008 of two years: valid against the official schemas (where SCTF_NORMS has them), read back by xmllint and by
# PostgreSQL's XML, sums equal to list, export and ledger; sequence types, amendments, character set, several files; two
# persons; the same bytes when it is written again.
set -uo pipefail
# shellcheck source=tests/support/calculation.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/calculation.sh"
command -v xmllint >/dev/null || { echo "skipped: no xmllint" && exit 77; }

fresh_database data
mkdir -p "$DATA/conf.d"
configure() { # SUFIJO MAX_OPERACIONES
  printf 'tributos:\n  two_persons: false\n  acreedor: {sufijo: "%s"}\n  remesa: {max_operaciones: %s}\n' "$1" "$2" >"$DATA/conf.d/50.yaml"
}
Y1=(--at 2025-05-20T09:00:00Z) Y2=(--at 2026-05-20T09:00:00Z)
SEED="('remesa', 260, 0, 0, '{FN,ECO}')"
new_calculation y ejemplo 2025 "$SEED"
calc y -f "$SOURCE/tests/e2e/sql/pain008.sql"
generate y ibi "$WORK/raw.csv"
take y ibi "$WORK/raw.csv"
# Names and addresses that no bank's alphabet knows; one domiciled line in three under a mandate migrated from Cuaderno 19.
calc y <<'SQL'
update censo_ibi set nombre = case n % 6
    when 0 then 'NÚÑEZ Çava & Hijos <"S.L."> ß ø Ł đ ı ' || n
    when 1 then 'æther þórr 😀 @ # * = % [x] {y} ~ ^ | \ €' || n
    when 2 then repeat('Ñandú y ', 12) || n
    when 3 then '«GARCÍA» “O’NEIL” – ª º _ ' || n
    else nombre end;
update censo_ibi set domicilio_tributario = repeat('Calle de la Ñ & la ç ', 12) where n % 5 = 0;
update censo_ibi set fecha_mandato = '2009-10-31' where n % 3 = 0 and iban is not null;
update censo_ibi set fecha_mandato = '2024-02-29' where n % 3 = 1 and iban is not null;
-- Accounts of another country, all at one bank: its number follows check digits that change with the account.
create function iban_aleman(n bigint) returns text language sql immutable as $$
  select 'DE' || lpad((98 - (bban || '131400')::numeric % 97)::text, 2, '0') || bban
    from (select '37040044' || lpad((n * 7919 % 10000000000)::text, 10, '0') as bban) b $$;
update censo_ibi set iban = iban_aleman(n) where n % 16 in (9, 10) and iban is not null;
SQL
write_out y ibi "$WORK/y1.csv"

official() { # FILE VERSION
  local schema
  schema=$(official_schema "pain.008.001.$2")
  [ -z "$schema" ] || ends "official schema of $1" 0 xmllint --noout --nonet --schema "$schema" "$1"
}
texts() { xmllint --xpath "//*[local-name()='$2']/text()" "$1"; }
value() { xmllint --xpath "string($2)" "$1"; }
P="*[local-name()='Document']/*"

# read_back FOLDER: header and block totals against the debits, by xmllint and awk; then every debit into PostgreSQL.
read_back() {
  local file
  calc y -c "truncate texto"
  for file in "$1"/*.xml; do
    official "$file" "$2"
    same "$file: NbOfTxs" "$(texts "$file" EndToEndId | wc -l)" "$(value "$file" "/$P/*[local-name()='GrpHdr']/*[local-name()='NbOfTxs']")"
    same "$file: CtrlSum" "$(texts "$file" InstdAmt | awk '{s += $1 * 100} END {printf "%.2f", s / 100}')" \
      "$(value "$file" "/$P/*[local-name()='GrpHdr']/*[local-name()='CtrlSum']")"
    same "$file: version" "urn:iso:std:iso:20022:tech:xsd:pain.008.001.$2" "$(value "$file" 'namespace-uri(/*)')"
    awk -v f="$(basename "$file")" '{print f "\001" $0}' "$file" |
      calc y -c "copy texto (fichero, linea) from stdin (format csv, delimiter E'\\001', quote E'\\002', escape E'\\002')"
  done
  calc y -c "select leer()" >/dev/null
  same "$1: sums of blocks" "" "$(calc y -c "select bloque, bloque_n, bloque_suma, count(*), sum(importe) from adeudo_leido
    group by 1, 2, 3 having bloque_n <> count(*) or bloque_suma <> sum(importe)")"
  same "$1: one block a sequence type and file" "" "$(calc y -c "select fichero, secuencia from adeudo_leido group by 1, 2 having count(distinct bloque) > 1")"
  same "$1: EndToEndId and mandates" "0" "$(calc y -c "select count(*) from adeudo_leido where e2e !~ '^IBI20[0-9]{2}-[0-9]{10}\$'")"
  same "$1: no EndToEndId twice" "" "$(calc y -c "select e2e from adeudo_leido group by 1 having count(*) > 1")"
  same "$1: only characters of SEPA" "" "$(calc y -c "select deudor, contribuyente, concepto from adeudo_leido
    where concat(deudor, contribuyente, concepto, mandato) !~ '^[A-Za-z0-9/?:().,''+ -]*\$' or deudor !~ '^[^ ].*[^ ]\$' or length(deudor) > 70
       or length(concepto) > 140 limit 3")"
  same "$1: each concept says which receipt" "" "$(calc y -c "select e2e, concepto from adeudo_leido
    where concepto !~ ('(^| )' || right(e2e, 10) || '( |\$)') limit 3")"
}
# sums RUN FOLDER OUT_OF: debits of the files are the domiciled lines of export and list, and what the ledger was charged.
sums() {
  local debits
  export_run "$1" "$WORK/export"
  ends "list" 0 sctf --quiet tributos list "$1" --out "$2/lista"
  debits=$(calc y -c "select coalesce(sum(importe), 0), count(*) from adeudo_leido")
  same "$2: export" "$debits" "$(awk -F';' '$10 == "s" {s += $12 * 100; n++} END {printf "%.2f|%d", s / 100, n}' "$WORK/export")"
  # Columns before a quoted one may hold separators: the list is read by PostgreSQL.
  calc y -c "create table if not exists lista (orden text, referencia text, nif text, nombre text, objeto text, domicilio_objeto text, domicilio_fiscal text, codigo_postal text, clase_valor text, base_liquidable numeric, tipo text, cuota_integra numeric, beneficios numeric, cuota_liquida numeric, domiciliado text, rebaja_domiciliacion numeric, importe numeric)" \
    -c "truncate lista"
  calc y -c "copy lista from stdin (format csv, delimiter ';', header)" <"$2/lista/lista-ibi-$3.csv"
  same "$2: list" "$debits" "$(calc y -c "select sum(importe), count(*) from lista where domiciliado = 's'")"
  same "$2: ledger" "$(calc y -c "select (sum(cuota_liquida) * 100)::bigint from lista")" \
    "$(ask "select sum(a.importe_cts) from apunte a join padron_fiscal p using (ente, valor) where p.run = $(run_number "$1")")"
  same "$2: each debit is a receipt of the export" "" "$(comm -3 <(awk -F';' '$10 == "s" {print "IBI" y "-" substr($1, 1, 10), $12}' y="$3" "$WORK/export" | sort) \
    <(calc y -c "select e2e || ' ' || importe from adeudo_leido" | sort))"
}
issue_approved() { # CLOCK-ARRAY-NAME EJERCICIO FILE
  local -n clock=$1
  sctf "${clock[@]}" --json tributos import --census ibi "$3" >"$OUT" 2>"$ERR" || fail "import of $3"
  sctf "${clock[@]}" --json tributos issue --tributo ibi --ejercicio "$2" --load "$(field load)" >"$OUT" 2>"$ERR" || fail "issue of $2"
  run=$(field run)
  ends "charge before approval" 65 sctf "${clock[@]}" tributos charge "$run" --out "$WORK/early"
  said "charge before approval" "is not approved"
  absent "charge before approval" "$WORK/early"
  ends "approve $2" 0 sctf "${clock[@]}" tributos approve "$run" "${APPROVAL[@]}"
}

# 2025, version 02, files of at most forty debits.
configure 001 40
issue_approved Y1 2025 "$WORK/y1.csv"
ends "charge --dry-run" 0 sctf "${Y1[@]}" --json tributos charge "$run" --out "$WORK/r1" --dry-run
absent "charge --dry-run" "$WORK/r1"
same "charge --dry-run books nothing" 0 "$(ask "select count(*) from apunte")"
ends "charge" 0 sctf "${Y1[@]}" --json tributos charge "$run" --out "$WORK/r1"
same "charge: run" "$run" "$(field run)"
read_back "$WORK/r1" 02
sums "$run" "$WORK/r1" 2025
same "files of at most forty" "$(calc y -c "select ceil(count(*) / 40.0) from adeudo_leido")" "$(find "$WORK/r1" -maxdepth 1 -name '*.xml' | wc -l)"
same "all full but the last" 1 "$(calc y -c "select count(distinct n) filter (where n <> 40) + (case when bool_and(n = 40) then 1 else 0 end)
  from (select count(*) as n from adeudo_leido group by fichero) x")"
same "consecutive MsgIds" "" "$(calc y -c "with m as (select distinct fichero, msg_id from adeudo_leido), o as (select *, row_number() over (order by fichero) as k from m)
  select msg_id from o where msg_id !~ ('-0*' || k || '\$')")"
same "FRST where nothing was debited, RCUR where the mandate was migrated" "" "$(calc y -c "select e2e from adeudo_leido
  where secuencia <> case when firma = '2009-10-31' then 'RCUR' else 'FRST' end")"
same "both sequence types" 2 "$(calc y -c "select count(distinct secuencia) from adeudo_leido")"
same "day of the debits" 2025-07-08 "$(calc y -c "select distinct fecha from adeudo_leido")"
same "creditor identifier" ES97001P3803800F "$(calc y -c "select distinct acreedor from adeudo_leido")"
same "no amendment yet" 0 "$(calc y -c "select count(*) from adeudo_leido where enmienda = 'true'")"
same "another holder's account names both" "" "$(calc y -c "select c.mandato from censo_ibi c join adeudo_leido a using (mandato)
  where (c.titular_cuenta_nif is not null) <> (a.contribuyente is not null)")"
same "a name is converted" "$(calc y -c "select count(*) from censo_ibi c join adeudo_leido a using (mandato) where c.n % 6 = 0 and titular_cuenta_nif is null")" \
  "$(calc y -c "select count(*) from adeudo_leido where deudor like 'NUNEZ Cava   Hijos  ''S.L.''  ss o L d i %'")"
calc y -c "create table primero as select * from adeudo_leido"

# The same line again, and files that were lost: the same bytes. Another day or version: refused.
cp -r "$WORK/r1" "$WORK/r1.kept"
ends "charge again" 0 sctf "${Y1[@]}" tributos charge "$run" --out "$WORK/r1"
same "charge again" "" "$(diff -r "$WORK/r1" "$WORK/r1.kept")"
rm "$WORK"/r1/*-0002.xml
printf x >>"$WORK"/r1/remesa-ibi-2025-R01-0001.xml
ends "release where files were lost" 0 sctf --at 2025-06-01T10:00:00Z tributos release "$run" --out "$WORK/r1"
same "release where files were lost" "" "$(diff -r "$WORK/r1" "$WORK/r1.kept")"
ends "release to another folder" 0 sctf tributos release "$run" --out "$WORK/r1.other"
same "release to another folder" "" "$(diff -r -x lista "$WORK/r1.other" "$WORK/r1.kept" | grep -v ': lista$')"
refused "tributos charge" AnotherDate 65 "a cargo is made once" "$run" --date 2025-07-09 --out "$WORK/r1"
refused "tributos charge" AnotherVersion 65 "a cargo is made once" "$run" --version 08 --out "$WORK/r1"
configure 009 7
ends "release under another configuration" 0 sctf tributos release "$run" --out "$WORK/r1.conf"
same "release under another configuration" "" "$(diff -r -x lista "$WORK/r1.conf" "$WORK/r1.kept" | grep -v ': lista$')"
same "nothing was booked twice" 1 "$(ask "select max(n) from (select count(*) as n from apunte group by valor) x")"
balanced 2025

# 2026, version 08: accounts that moved, mandates renamed and cancelled, another creditor identifier.
configure 002 50000
calc y <<'SQL'
create table movida as select mandato, n, case n % 8 when 1 then 'misma' when 2 then 'otra' when 3 then 'renombrado' when 4 then 'cancelado' else 'nada' end as que,
                              iban as antes from censo_ibi where iban is not null;
create function en_el_banco(banco text, k bigint) returns text language sql as $$
  select iban from (select case left(banco, 2) when 'DE' then iban_aleman(i) else iban_de(i) end as iban from generate_series(k, k + 400) i) x
   where substr(iban, 5, 4) = substr(banco, 5, 4) and iban <> banco limit 1 $$;
create function en_otro_banco(banco text, k bigint) returns text language sql as $$
  select iban from (select iban_de(i) as iban from generate_series(k, k + 400) i) x where (substr(iban, 5, 4) <> substr(banco, 5, 4)) limit 1 $$;
update censo_ibi c set iban = en_el_banco(c.iban, c.n * 31) from movida m where m.mandato = c.mandato and que = 'misma';
update censo_ibi c set iban = en_otro_banco(c.iban, c.n * 31) from movida m where m.mandato = c.mandato and que = 'otra';
update censo_ibi c set mandato = 'NUEVO-' || c.mandato from movida m where m.mandato = c.mandato and que = 'renombrado';
SQL
write_out y ibi "$WORK/y2.csv"
calc y -c "select mandato from movida where que = 'cancelado' and mandato in (select mandato from primero) limit 5" >"$WORK/cancel"
calc y -c "select mandato from movida where que = 'renombrado' and mandato in (select mandato from primero) limit 5" >"$WORK/rename"
refused "tributos mandate" NoSuchMandate 65 'there is no mandate "NADIE"' NADIE --cancel --act "solicitud 1"
refused "tributos mandate" NotCancelled 65 "is not cancelled" "$(head -n 1 "$WORK/cancel")" --restore --act "solicitud 1"
refused "tributos mandate" NothingSaid 64 "say one of" "$(head -n 1 "$WORK/cancel")" --act "solicitud 1"
# Three are cancelled before the run is issued, so that their lines are not domiciled at all; two after it.
head -n 3 "$WORK/cancel" | while read -r m; do sctf "${Y2[@]}" --quiet tributos mandate "$m" --cancel --act "solicitud 7"; done
sctf "${Y2[@]}" --json tributos import --census ibi "$WORK/y2.csv" >"$OUT" 2>"$ERR" || fail "import of the second year"
refused "tributos mandate" RenamedFromNobody 65 'there is no mandate "NADIE"' "NUEVO-$(head -n 1 "$WORK/rename")" --renamed-from NADIE --act "carta 8"
while read -r m; do
  ends "mandate --renamed-from" 0 sctf "${Y2[@]}" tributos mandate "NUEVO-$m" --renamed-from "$m" --act "carta 8" </dev/null
done <"$WORK/rename"
issue_approved Y2 2026 "$WORK/y2.csv"
export_run "$run" "$WORK/export"
same "cancelled before the run: not domiciled" "" "$(head -n 3 "$WORK/cancel" | while read -r m; do
  ask "select p.linea from padron_fiscal p join censo_ibi c on c.linea = p.linea and c.mandato = '$m' where p.run = $(run_number "$run") and p.domiciliado"
done)"
tail -n 2 "$WORK/cancel" | while read -r m; do sctf "${Y2[@]}" --quiet tributos mandate "$m" --cancel --act "solicitud 9"; done
ends "charge of 2026" 0 sctf "${Y2[@]}" --json tributos charge "$run" --version 08 --out "$WORK/r2"
excluded=$(field excluded)
read_back "$WORK/r2" 08
same "cancelled after the run: left out" "" "$(calc y -c "copy (select mandato from adeudo_leido) to stdout" | grep -Fx -f "$WORK/cancel")"
same "excluded" "$excluded" "$(($(awk -F';' '$10 == "s"' "$WORK/export" | wc -l) - $(calc y -c "select count(*) from adeudo_leido")))"
same "one file" 1 "$(find "$WORK/r2" -name '*.xml' | wc -l)"
# What each debit should say, from the two censuses and the debits of the first year.
rename_list=$(sed "s/.*/'&'/" "$WORK/rename" | paste -sd,)
same "sequence types and amendments" "" "$(calc y -c "
  with esperado as (
    select a.e2e, m.que, p.e2e is not null as debitado, c.iban as iban_nuevo, p.iban as iban_viejo, p.mandato as viejo,
           m.que = 'renombrado' and coalesce(m.mandato in ($rename_list), false) as dicho, a.*
      from adeudo_leido a join censo_ibi c using (mandato) join movida m on m.mandato = regexp_replace(c.mandato, '^NUEVO-', '')
      left join primero p on p.mandato = m.mandato and (m.que <> 'renombrado' or m.mandato in ($rename_list)))
  select que, debitado, secuencia, enmienda, mandato_anterior, acreedor_anterior, cuenta_anterior, banco_anterior from esperado
   where (secuencia, coalesce(enmienda, 'false'), mandato_anterior, acreedor_anterior, cuenta_anterior, banco_anterior) is distinct from
         (case when not debitado then case when firma = '2009-10-31' then 'RCUR' else 'FRST' end when que = 'otra' then 'FRST' else 'RCUR' end,
          case when debitado then 'true' else 'false' end,
          case when debitado and que = 'renombrado' then viejo end,
          case when debitado then 'ES97001P3803800F' end,
          case when debitado and que = 'misma' then iban_viejo end,
          case when debitado and que = 'otra' then 'SMNDA' end) limit 5")"
same "some accounts of another country moved within their bank" yes "$(calc y -c "select case when count(*) > 2 then 'yes' end
  from adeudo_leido a join primero p using (mandato) join movida m using (mandato) where que = 'misma' and p.iban like 'DE%'")"
for que in misma otra renombrado; do
  same "some are $que" yes "$(calc y -c "select case when count(*) > 2 then 'yes' end from adeudo_leido a join primero p on p.mandato = regexp_replace(a.mandato, '^NUEVO-', '')
    join movida m on m.mandato = p.mandato where que = '$que'")"
done
balanced 2026

# Two persons.
DATA=$WORK/two
mkdir -p "$DATA/conf.d"
chmod 755 "$WORK"
other=nobody
echo "database: {accounts: [$other]}" >"$DATA/conf.d/50.yaml"
ends "db init" 0 sctf --quiet db init
issue_approved Y1 2025 "$WORK/y1.csv"
ends "charge prepares" 0 sctf "${Y1[@]}" --json tributos charge "$run" --out "$WORK/prepared"
same "charge prepares: no file" '"files":[]' "$(tail -n 1 "$OUT" | grep -o '"files":\[[^]]*\]')"
absent "charge of two persons" "$WORK/prepared"
refused "tributos release" SamePerson 77 "another account must" "$run" --out "$WORK/prepared"
refused "tributos release" SamePersonRehearsed 77 "another account must" "$run" --out "$WORK/prepared" --dry-run
absent "a refused release" "$WORK/prepared"
as_other=(setpriv "--reuid=$other" --regid=nogroup --clear-groups)
if [ "$(id -u)" = 0 ] && "${as_other[@]}" test -x "$SCTF" 2>/dev/null; then
  mkdir -p "$WORK/theirs" && chown $other "$WORK/theirs"
  ends "release --dry-run" 0 "${as_other[@]}" "$SCTF" --data "$DATA" --json tributos release "$run" --out "$WORK/theirs" --dry-run
  same "release --dry-run: nobody released" "" "$(ask "select liberada_por from remesa where liberada_por <> ''")$(ls "$WORK/theirs")"
  ends "release by another account" 0 "${as_other[@]}" "$SCTF" --data "$DATA" --json tributos release "$run" --out "$WORK/theirs"
  same "release by another account: files" 1 "$(find "$WORK/theirs" -name "*.xml" | wc -l)"
  same "who released" "root nobody" "$(ask "select preparada_por || ' ' || liberada_por from remesa")"
  refused "tributos release" SamePersonAfterRelease 77 "another account" "$run" --out "$WORK/prepared"
  cp -r "$WORK/theirs" "$WORK/theirs.kept" && rm "$WORK"/theirs/*.xml
  ends "release again by another account" 0 "${as_other[@]}" "$SCTF" --data "$DATA" tributos release "$run" --out "$WORK/theirs"
  same "release again by another account" "" "$(diff -r "$WORK/theirs" "$WORK/theirs.kept")"
else
  skip "no second account that can reach the program: release by it"
fi
refused "tributos release" NoSuchRun 65 "there is no" 9998V --out "$WORK/prepared"
refused "tributos charge" NoSuchRun 65 "" 9998V --out "$WORK/prepared"
balanced "two persons"
finish
