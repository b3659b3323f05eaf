#!/bin/bash
# Each verb of tributos along the year of a small city: what it says, the fields of its result line, what it leaves
# behind, and what it refuses where things stand otherwise (tests/e2e/refused_test.sh has what needs no campaign).
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

fresh_database data
mkdir -p "$DATA/conf.d"
echo 'tributos: {two_persons: false}' >"$DATA/conf.d/50.yaml"
NOW=(--at 2026-05-20T09:00:00Z)
v() { sctf "${NOW[@]}" "$@"; }
# fields NAME FIELD…: the result line of the last command has them all.
fields() {
  local name=$1 f
  shift
  for f in "$@"; do
    if tail -n 1 "$OUT" | grep -q "^{\"type\":\"result\",\"exit\":[0-9]*,.*\"$f\":"; then pass; else fail "$name: no field $f"; fi
  done
}
cents() { awk -F';' -v c="$2" 'NR > 1 {gsub(/\./, "", $c); s += $c} END {printf "%d", s}' "$1"; } # FILE COLUMN
sctf --quiet demo city --inhabitants 1200 --seed 21 --out "$WORK/city" || fail "demo city"
census=$WORK/city/ibi.csv
# A holder with several receipts, none of them a liquidación.
mine=$(awk -F';' 'NR > 1 && $13 == "s" && $10 == "PR" && $8 != "" {n[$8]++} END {for (k in n) if (n[k] > m) {m = n[k]; b = k} print b}' "$census")

# status and balance of nothing.
ends "status of nothing" 0 v --json tributos status
same "status of nothing" 0 "$(field runs)"
balanced "nothing"
refused "tributos variations" NothingWaits 65 "no run waits for its approval"

# import
ends "import" 0 v --json tributos import --census ibi "$census"
fields "import" load lines rejects
same "import: lines" "$(($(wc -l <"$census") - 1))" "$(field lines)"
load=$(field load)
ends "import in words" 0 v tributos import --census ibi "$census"
said "import in words" "the same bytes are one load"

# issue: rehearsed, done, done again, refused beside another.
ends "issue --dry-run" 0 v --json tributos issue --tributo ibi --ejercicio 2026 --dry-run
fields "issue --dry-run" run receipts minimo sum_cents
rehearsed=$(field sum_cents)
same "issue --dry-run keeps nothing" 0 "$(ask "select count(*) from emision")"
ends "issue" 0 v --json tributos issue --tributo ibi --ejercicio 2026
fields "issue" run receipts minimo sum_cents
run=$(field run) receipts=$(field receipts) minimo=$(field minimo) sum=$(field sum_cents)
same "issue: as rehearsed" "$rehearsed" "$sum"
export_run "$run" "$WORK/export"
same "issue: receipts" "$receipts" "$(grep -c '^[0-9]' "$WORK/export")"
same "issue: minimo" "$minimo" "$(grep -c ';minimo$' "$WORK/export")"
same "issue: sum" "$sum" "$(cents "$WORK/export" 9)"
ends "issue again" 0 v --json tributos issue --tributo ibi --ejercicio 2026 --load "$load"
same "issue again: one run" "$run" "$(field run)"
sed '1!s/^\(.\{20\};U;V;\)\([0-9]*\)/\11\2/' "$census" >"$WORK/other.csv"
ends "another load" 0 v --json tributos import --census ibi "$WORK/other.csv"
other=$(field load)
refused "tributos issue" AnotherLoadUnapproved 65 "run $run" --tributo ibi --ejercicio 2026 --load "$other"
sed 's/U: "0.5500"/U: "0.5600"/' "$SOURCE/etc/ordenanzas/2026.yaml" >"$WORK/other.yaml"
refused "tributos issue" AnotherOrdinanceUnapproved 65 "undo it first" --tributo ibi --ejercicio 2026 --load "$load" --ordenanza "$WORK/other.yaml"

# export: to a file, to standard output, not both of JSON and CSV.
ends "export --out" 0 v --json tributos export "$run" --format csv --out "$WORK/export.csv"
fields "export --out" run lines
same_file "export --out" "$WORK/export" "$WORK/export.csv"
refused "tributos export" OfAnImport 65 "no run of issue" "$load" --out "$WORK/none.csv"
absent "export of an import" "$WORK/none.csv"
ends "refused: tributos export JsonWithoutFile" 64 v --json tributos export "$run"
ends "refused: tributos export OtherFormat" 64 v tributos export "$run" --format xml

# undo before the approval: its receipts are never used again.
refused "tributos undo" NoCause 64 "--cause" "$run"
ends "undo --dry-run" 0 v tributos undo "$run" --cause "wrong census" --dry-run
ends "undo --dry-run undid nothing" 0 v tributos variations "$run"
ends "undo" 0 v --json tributos undo "$run" --cause "wrong census"
fields "undo" run
ends "undo again" 0 v tributos undo "$run" --cause "wrong census"
refused "tributos list" Undone 65 "was undone" "$run" --out "$WORK/list"
refused "tributos approve" Undone 65 "was undone" "$run" "${APPROVAL[@]}"
refused "tributos charge" Undone 65 "was undone" "$run" --out "$WORK/remesa"
ends "issue after undo" 0 v --json tributos issue --tributo ibi --ejercicio 2026 --load "$load"
undone=$run run=$(field run)
same "issue after undo: the same sum" "$sum" "$(field sum_cents)"
same "issue after undo: another run" different "$([ "$run" = "$undone" ] && echo same || echo different)"
cp "$WORK/export" "$WORK/undone"
export_run "$run" "$WORK/export"
same "no referencia twice" "" "$(cut -d';' -f1 "$WORK/undone" "$WORK/export" | grep '^[0-9]' | sort | uniq -d)"
same "issue after undo: the same lines" "" "$(diff <(cut -d';' -f2- "$WORK/undone") <(cut -d';' -f2- "$WORK/export"))"
balanced "undone and issued again"

# list, whole and masked
ends "list" 0 v --json tributos list "$run" --out "$WORK/list"
fields "list" run files
same "list: lines" "$((receipts + 1))" "$(wc -l <"$WORK/list/lista-ibi-2026.csv")"
same "list: nobody in the exposed one" 0 "$(grep -cE ';[0-9XYZ][0-9]{7}[A-Z];|;[A-HJ-NP-SUVW][0-9]{7}[0-9A-J];' "$WORK/list/lista-ibi-2026-expuesta.csv")"
same "list: somebody in the whole one" "$receipts" "$(grep -cE ';[0-9XYZ][0-9]{7}[A-Z];|;[A-HJ-NP-SUVW][0-9]{7}[0-9A-J];|;;' "$WORK/list/lista-ibi-2026.csv")"
same "list: the exposed sum" "$sum" "$(cents "$WORK/list/lista-ibi-2026-expuesta.csv" 5)"
mv "$WORK/list" "$WORK/list.first"
ends "list again" 0 v --quiet tributos list "$run" --out "$WORK/list"
same "list again: the same bytes" "" "$(diff -r "$WORK/list" "$WORK/list.first")"

# approve, once
ends "refused: tributos charge BeforeApproval" 65 v tributos charge "$run" --out "$WORK/remesa"
ends "approve --dry-run" 0 v tributos approve "$run" "${APPROVAL[@]}" --dry-run
ends "approve --dry-run approved nothing" 65 v tributos charge "$run" --out "$WORK/remesa"
refused "tributos approve" EmptyAct 65 "--act is empty" "$run" --act "" --date 2026-04-30 --bulletin B --exposed-from 2026-05-05 --exposed-until 2026-06-05
refused "tributos approve" EmptyBulletin 65 "--bulletin is empty" "$run" --act A --date 2026-04-30 --bulletin "" --exposed-from 2026-05-05 --exposed-until 2026-06-05
ends "approve" 0 v --json tributos approve "$run" "${APPROVAL[@]}"
fields "approve" run
ends "approve again" 0 v tributos approve "$run" "${APPROVAL[@]}"
refused "tributos approve" ApprovedByAnotherAct 65 "an approval is not changed" "$run" --act "Pleno 13" --date 2026-04-30 --bulletin B --exposed-from 2026-05-05 --exposed-until 2026-06-05
refused "tributos undo" ApprovedOne 65 "is approved and is not undone" "$run" --cause "too late"
ends "issue after approval" 0 v --json tributos issue --tributo ibi --ejercicio 2026 --load "$load"
same "issue after approval: the same run" "$run" "$(field run)"

# charge; pending before and after, by day and in sum
ends "pending before the cargo" 0 v --json tributos pending --on 2026-12-31
same "pending before the cargo" "0 0" "$(field receipts) $(field pending_cents)"
ends "charge" 0 v --json tributos charge "$run" --out "$WORK/remesa"
fields "charge" run files cargo valores sum_cents debits debits_cents
same "charge: sum" "$sum" "$(field sum_cents)"
same "charge: valores" "$receipts" "$(field valores)"
same "charge: debits" "$(grep -c '^[0-9].*;s;' "$WORK/export")" "$(field debits)"
ends "pending the day before" 0 v --json tributos pending --on 2026-05-19
same "pending the day before" "0 0" "$(field receipts) $(field pending_cents)"
ends "pending" 0 v --json tributos pending --on 2026-05-20
fields "pending" receipts pending_cents
same "pending" "$receipts $sum" "$(field receipts) $(field pending_cents)"
same "pending: an object each" "$receipts" "$(grep -c '^{"type":"pending","referencia":"[0-9]\{12\}","pending_cents":[0-9]*}$' "$OUT")"
same "pending: each as exported" "" "$(diff <(sed -n 's/.*"referencia":"\([0-9]*\)","pending_cents":\([0-9]*\)}/\1 \2/p' "$OUT" | sort) \
  <(awk -F';' '/^[0-9]/ {gsub(/\./, "", $9); print $1, $9 + 0}' "$WORK/export" | sort))"
ends "pending in words" 0 v tributos pending --on 2026-05-20
same "pending in words" "$((receipts + 1))" "$(wc -l <"$OUT")"
export_run "$run" "$WORK/charged"
same "charged: states" "cargado minimo solidario" "$(sed 1d "$WORK/charged" | awk -F';' '{print $NF}' | sort -u | paste -sd ' ')"
same "charged: nothing else changed" "" "$(diff <(sed 's/;[a-z]*$//' "$WORK/export") <(sed 's/;[a-z]*$//' "$WORK/charged"))"

# receipt: by twelve digits and by ten; before, in and after the term
plain=$(awk -F';' '/^[0-9]/ && $2 == "recibo" && $10 == "n" && $9 + 0 > 50 {print $1; exit}' "$WORK/export")
plain_cents=$(awk -F';' -v r="$plain" '$1 == r {gsub(/\./, "", $9); print $9}' "$WORK/export")
for ref in "$plain" "${plain:0:10}"; do
  ends "receipt $ref" 0 v --json tributos receipt "$ref"
  fields "receipt" referencia estado pending_cents
  same "receipt $ref" "$plain cargado $plain_cents" "$(field referencia) $(field estado) $(field pending_cents)"
  said "receipt $ref: due today" "\"due_today\":{\"total_cents\":$plain_cents,"
done
# The five per cent of the executive period, on the first day of it (LGT 28.2); on the last of the term, nothing.
ends "receipt on the last day" 0 sctf --at 2026-07-22T20:00:00Z --json tributos receipt "$plain"
said "receipt on the last day" "\"due_today\":{\"total_cents\":$plain_cents,\"principal_cents\":$plain_cents,\"recargo_cents\":0,"
ends "receipt a day later" 0 sctf --at 2026-07-23T09:00:00Z --json tributos receipt "$plain"
recargo=$(((plain_cents * 5 + 50) / 100))
said "receipt a day later" "\"due_today\":{\"total_cents\":$((plain_cents + recargo)),\"principal_cents\":$plain_cents,\"recargo_cents\":$recargo,"
same "receipt a day later: pending is the ledger's" "$plain_cents" "$(field pending_cents)"
ends "receipt in words" 0 v tributos receipt "$plain"
said "receipt in words" "until 2026-07-22"
wrong=${plain:0:11}$(((${plain:11:1} + 1) % 10))
for verb in receipt explain; do
  refused "tributos $verb" WrongLastDigit 65 "" "$wrong"
  refused "tributos $verb" NoSuchReceipt 65 "" 9999999999
  refused "tributos $verb" NoReference 65 "" REF
done

# explain: each step with its article and amount, and the sums of the export
debited=$(awk -F';' '/^[0-9]/ && $10 == "s" && $8 + 0 > 0 {print $1; exit}' "$WORK/export")
[ -n "$debited" ] || debited=$(awk -F';' '/^[0-9]/ && $10 == "s" {print $1; exit}' "$WORK/export")
first_year=$(awk -F';' '/^[0-9]/ && $2 == "liquidacion" {print $1; exit}' "$WORK/export")
for ref in "$plain" "$debited" "$first_year"; do
  ends "explain $ref" 0 v --json tributos explain "$ref"
  fields "explain" referencia importe_cents
  same "explain $ref" "$ref $(awk -F';' -v r="$ref" '$1 == r {gsub(/\./, "", $12); print $12 + 0}' "$WORK/export")" "$(field referencia) $(field importe_cents)"
  said "explain $ref" "TRLRHL, art. 72"
  said "explain $ref: its line of the census" "ibi.csv"
done
said "explain of a liquidación" "arts. 62.2 y 102"
ends "explain in words" 0 v tributos explain "$debited"
said "explain in words" "art. 9.1"
line=$(v --json tributos explain "$debited" | sed -n 's/.*"census_line":\([0-9]*\).*/\1/p')
same "explain: the census line" "$(awk -F';' -v r="$debited" '$1 == r {print $3}' "$WORK/export")" "$(sed -n "${line}p" "$census" | cut -d';' -f1)"
same "explain leaves its trace" yes "$([ "$(ask "select count(*) from audit where action like 'tributos.explain%'")" -ge 4 ] && echo yes)"

# taxpayer: all of one, and a trace of who asked
ends "taxpayer" 0 v --json tributos taxpayer "$mine"
fields "taxpayer" receipts pending_cents due_today_cents deposits_cents
same "taxpayer" "$(awk -F';' -v n="$mine" '/^[0-9]/ && $4 == n {c++; gsub(/\./, "", $9); s += $9} END {print c, s + 0}' "$WORK/export")" "$(field receipts) $(field pending_cents)"
same "taxpayer: an object each" "$(field receipts)" "$(grep -c '^{"type":"receipt","referencia":' "$OUT")"
ends "taxpayer in words" 0 v tributos taxpayer "$mine"
said "taxpayer in words" "$mine"
refused "tributos taxpayer" NobodyHere 65 "" 99999999R
refused "tributos taxpayer" NotANif 65 "" ABC
same "taxpayer leaves its trace" 2 "$(ask "select count(*) from audit where action = 'tributos.taxpayer' and refusal = ''")"
same "a reader's name is no log" 0 "$(grep -c "$mine" "$ERR")"

# notified: starts the term of a liquidación, by the day of its delivery (LGT 62.2)
mapfile -t new < <(awk -F';' '/^[0-9]/ && $2 == "liquidacion" {print $1}' "$WORK/export")
[ "${#new[@]}" -ge 4 ] || fail "the city has only ${#new[@]} liquidaciones"
printf 'referencia;fecha;resultado\n%s;2026-06-03;entregada\n%s;2026-06-16;rehusada\n%s;2026-06-10;ausente\n' "${new[@]:0:3}" >"$WORK/delivered.csv"
ends "notified --dry-run" 0 v --json tributos notified --input "$WORK/delivered.csv" --dry-run
same "notified --dry-run records nothing" 0 "$(ask "select count(*) from notificacion")"
ends "notified" 0 v --json tributos notified --input "$WORK/delivered.csv"
fields "notified" effective failed repeated
same "notified" "2 1 0" "$(field effective) $(field failed) $(field repeated)"
same "notified: terms" "2026-07-20 2026-08-05" "$(ask "select vence from notificacion where vence is not null order by vence" | paste -sd ' ')"
ends "notified again" 0 v --json tributos notified --input "$WORK/delivered.csv"
same "notified again" "0 0 3" "$(field effective) $(field failed) $(field repeated)"
ends "receipt of a delivered one" 0 v --json tributos receipt "${new[0]}"
same "receipt of a delivered one" notificado "$(field estado)"
ends "receipt of an undelivered one, years later" 0 sctf --at 2026-12-30T09:00:00Z --json tributos receipt "${new[3]}"
said "receipt of an undelivered one, years later" '"recargo_cents":0,'
bad() { # NAME LINE TEXT
  printf 'referencia;fecha;resultado\n%s;2026-06-10;entregada\n%s\n' "${new[3]}" "$2" >"$WORK/bad.csv"
  refused "tributos notified" "$1" 65 "bad.csv:3:" --input "$WORK/bad.csv"
  said "notified $1" "$3"
  same "notified $1: nothing recorded" 3 "$(ask "select count(*) from notificacion")"
}
bad OfAReceipt "$plain;2026-06-10;entregada" "only liquidaciones are delivered"
bad WrongDigits "$wrong;2026-06-10;entregada" ""
bad ImpossibleDay "${new[2]};2026-06-31;entregada" ""
bad UnknownResult "${new[2]};2026-06-10;perdida" '\"perdida\" is no resultado'
bad TwiceDelivered "${new[0]};2026-06-11;entregada" "was notified on 2026-06-03 already"

# variations, mandate
ends "variations of an approved one" 0 v --json tributos variations "$run"
fields "variations" run variations by_class
mandate=$(awk -F';' -v r="$(sed -n "${line}p" "$census" | cut -d';' -f1)" '$1 == r && $20 != "" {print $20; exit}' "$census")
ends "mandate --cancel" 0 v --json tributos mandate "$mandate" --cancel --act "solicitud 3"
fields "mandate" mandate
ends "mandate --cancel again" 0 v tributos mandate "$mandate" --cancel --act "solicitud 3"
ends "mandate --restore" 0 v tributos mandate "$mandate" --restore --act "solicitud 4"
refused "tributos mandate" SameReference 65 "both references are the same" "$mandate" --renamed-from "$mandate" --act "carta"
refused "tributos mandate" NoAct 64 "--act" "$mandate" --cancel
same "each act stands" "cancelado rehabilitado" "$(ask "select clase from mandato_acto order by n" | paste -sd ' ')"

# status, balance
ends "status" 0 v --json tributos status
fields "status" runs
said "status" "\"run\":\"$run\""
said "status" "\"pending_cents\":$sum"
ends "status in words" 0 v tributos status
said "status in words" "$run"
balanced "a year"
ask "update apunte set importe_cts = importe_cts + 1 where valor = (select min(valor) from apunte)" >/dev/null
ends "refused: tributos balance Tampered" 65 v --json tributos balance
same "balance of books that were touched" yes "$([ "$(field difference_cents)" -gt 0 ] && echo yes)"
said "balance of books that were touched" '"code":"SCTF-0306"'
ends "balance in words" 65 v tributos balance
said "balance in words" "BAD"
ask "update apunte set importe_cts = importe_cts - 1 where valor = (select min(valor) from apunte)" >/dev/null
balanced "put right again"
ask "delete from adeudo where valor = (select min(valor) from adeudo)" >/dev/null
ends "balance of a debit that is missing" 65 v tributos balance
ends "the trail is whole" 0 sctf --json audit verify
finish
