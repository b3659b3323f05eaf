#!/bin/bash
# What each verb of tributos, plantilla and demo campaign refuses, on a database with one small city in it.
set -uo pipefail
# shellcheck source=tests/e2e/common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
# shellcheck source=tests/support/banco.sh
. "$SOURCE/tests/support/banco.sh"

sctf --quiet db init
ends "a city" 0 sctf demo city --inhabitants 300 --out "$WORK/city"
approval=(--act "Decreto 1/2026" --date 2026-04-30 --bulletin "BOP 55" --exposed-from 2026-05-11 --exposed-until 2026-06-11)

# import: the place of what is wrong, and nothing loaded.
ibi=$WORK/city/ibi.csv
refused "tributos import" NoSuchFile 66 "none.csv" --census ibi "$WORK/none.csv"
refused "tributos import" NoSuchCensus 64 "iae" --census iae "$ibi"
refused "tributos import" AnotherCensus 65 "ivtm.csv:1" --census ibi "$WORK/city/ivtm.csv"
: >"$WORK/empty.csv"
refused "tributos import" Empty 65 "empty.csv" --census ibi "$WORK/empty.csv"
head -n 1 "$ibi" >"$WORK/header.csv"
refused "tributos import" HeaderAlone 65 "header.csv" --census ibi "$WORK/header.csv"
awk -F';' -v OFS=';' 'NR == 5 { $8 = "00000000A" } 1' "$ibi" >"$WORK/nif.csv"
refused "tributos import" ImpossibleNif 65 "nif.csv:5:" --census ibi "$WORK/nif.csv"
printf '\xf1\n' | cat "$ibi" - >"$WORK/latin.csv"
refused "tributos import" Latin1 65 "latin.csv:" --census ibi "$WORK/latin.csv"
ends "nothing was loaded" 0 sctf --json job list --all
if grep -q '"state":"done"' "$OUT"; then fail "nothing was loaded"; else pass; fi

refused "tributos issue" NothingLoaded 65 "" --tributo ibi --ejercicio 2026
refused "tributos export" NoSuchRun 65 "999X" 999X --out "$WORK/export.csv"
ends "import" 0 sctf tributos import --census ibi "$ibi"
refused "tributos issue" NoOrdinanceOfThatYear 65 "2099" --tributo ibi --ejercicio 2099
refused "tributos issue" UnknownTributo 65 "iae" --tributo iae --ejercicio 2026
refused "tributos issue" NoSuchLoad 65 "999X" --tributo ibi --ejercicio 2026 --load 999X
printf 'ejercicio: 2026\nibi: {typos: {U: "0.5"}}\n' >"$WORK/ord.yaml"
refused "tributos issue" WrongOrdinance 65 "ord.yaml:2:" --tributo ibi --ejercicio 2026 --ordenanza "$WORK/ord.yaml"
ends "issue" 0 sctf --json tributos issue --tributo ibi --ejercicio 2026
run=$(sed -n 's/.*"run":"\([0-9A-Z]*\)".*/\1/p' "$OUT" | tail -n 1)

refused "tributos variations" NoSuchRun 65 "999X" 999X
refused "tributos list" NoSuchRun 65 "999X" 999X --out "$WORK/list"
refused "tributos list" WrongLetter 65 "999T" 999T --out "$WORK/list"
refused "tributos charge" NotApproved 65 "" "$run" --out "$WORK/charge"
refused "tributos release" NotCharged 65 "" "$run" --out "$WORK/charge"
refused "tributos approve" DatesOutOfOrder 65 "" "$run" --act A --date 2026-04-30 --bulletin B --exposed-from 2026-06-11 --exposed-until 2026-05-11
refused "tributos approve" NoSuchDay 64 "2026-02-30" "$run" --act A --date 2026-02-30 --bulletin B --exposed-from 2026-05-11 --exposed-until 2026-06-11
ends "approve" 0 sctf tributos approve "$run" "${approval[@]}"
refused "tributos undo" Approved 65 "" "$run" --cause "mistake"
refused "tributos notified" NoSuchFile 66 "none.csv" --input "$WORK/none.csv"
refused "tributos mandate" NoSuchMandate 65 "NONE" NONE --cancel --act "Solicitud 1"
refused "tributos status" NoDatabase 69 "there is no database" --data "$WORK/nothing"
refused "tributos pending" NoSuchDay 64 "yesterday" --on yesterday
refused "tributos receipt" WrongDigits 65 "000000000199" 000000000199
refused "tributos explain" WrongDigits 65 "000000000199" 000000000199
refused "tributos taxpayer" ImpossibleNif 65 "00000000A" 00000000A
refused "tributos balance" NoDatabase 69 "there is no database" --data "$WORK/nothing"

# What is not charged yet can be neither printed, annulled nor suspended.
receipt=$(sctf tributos export "$run" | awk -F';' 'NR > 1 && $1 != "" {print $1; exit}')
refused "tributos notices" NotCharged 65 "charge" "$run" --out "$WORK/slips"
refused "tributos notices" NoSuchRun 65 "999X" 999X --out "$WORK/slips"
[ ! -e "$WORK/slips" ] && pass || fail "a refused notices left a folder"
refused "tributos annul" NotCharged 65 "is not charged yet" "$receipt" --ground error --act "Resolución 1"
refused "tributos annul" NoSuchGround 64 "--ground" "$receipt" --ground oops --act "Resolución 1"
refused "tributos annul" WrongDigits 65 "000000000199" 000000000199 --ground error --act "Resolución 1"
refused "tributos annul" NoAct 65 "--act is empty" "$receipt" --ground error --act ""
refused "tributos annul" NoAmount 64 "--amount" "$receipt" --ground error --act "Resolución 1" --amount 0.00
refused "tributos annul" PartAndReplacement 64 "not both" "$receipt" --ground error --act "Resolución 1" --amount 1.00 --replace "$ibi"
refused "tributos annul" NoSuchFile 66 "none.csv" "$receipt" --ground error --act "Resolución 1" --replace "$WORK/none.csv"
refused "tributos suspend" NotCharged 65 "is emitido" "$receipt" --act "Recurso 1"
refused "tributos suspend" NoAct 65 "--act is empty" "$receipt" --act ""
refused "tributos resume" NotSuspended 65 "is not suspended" "$receipt"
refused "tributos deposits" ImpossibleNif 65 "00000000A" --person 00000000A
refused "tributos apply" NothingInDeposit 65 "nothing is in deposit" "$receipt" --to "$receipt" --act "Solicitud 1"
refused "tributos apply" NoSuchTarget 65 "000000000199" "$receipt" --to 000000000199 --act "Solicitud 1"
refused "tributos apply" NoAct 65 "--act is empty" "$receipt" --to "$receipt" --act ""
refused "tributos refund" NothingInDeposit 65 "nothing is in deposit" "$receipt" --iban ES9121000418450200051332 --act "Solicitud 1"
refused "tributos refund" WrongAccount 65 "check digits" "$receipt" --iban ES9221000418450200051332 --act "Solicitud 1"
refused "tributos refund" NoAmount 64 "--amount" "$receipt" --iban ES9121000418450200051332 --act "Solicitud 1" --amount nada
refused "tributos receipt" NotCharged 65 "" "$receipt" --pdf "$WORK/slip.pdf"
refused "tributos receipt" NoSuchLanguage 64 "--lang" "$receipt" --pdf "$WORK/slip.pdf" --lang fr
refused "tributos accounting" BackToFront 64 "--to is before --from" --from 2026-02-01 --to 2026-01-31
refused "tributos accounting" NoSuchDay 64 "2026-02-30" --from 2026-02-30 --to 2026-03-01

# Bank files: none of them leaves anything.
refused "tributos collect" NoSuchFile 66 "none.txt" --format c60 "$WORK/none.txt"
refused "tributos collect" NoSuchFormat 64 "c63" --format c63 "$WORK/none.txt"
for format in c60 c57 n43 camt053 camt054 pain002; do
  refused "tributos collect" "Empty, $format" 65 "" --format $format "$WORK/empty.csv"
  refused "tributos collect" "NoBankFile, $format" 65 "" --format $format "$ibi"
done
c60_bank "$WORK/c60.txt" <<<"0000000001 100 010726 1"
refused "tributos collect" AnotherFormat 65 "c60.txt" --format n43 "$WORK/c60.txt"
sed 's/^\(60.\{8\}\)380386/\1280793/' "$WORK/c60.txt" >"$WORK/theirs.txt"
refused "tributos collect" UnknownEmisora 65 "the emisora is not ours" --format c60 "$WORK/theirs.txt"
n43_bank "$WORK/n43.txt" <<<"260701 2 100 - TEXTO"
sed 's/^112100/110049/' "$WORK/n43.txt" >"$WORK/theirs.n43"
refused "tributos reconcile" NoSuchFile 66 "none.n43" --format n43 "$WORK/none.n43"
refused "tributos reconcile" NoStatement 64 "c60" --format c60 "$WORK/c60.txt"
refused "tributos reconcile" AnotherAccount 65 "theirs.n43:1:3" --format n43 "$WORK/theirs.n43"

# Debts of earlier years and of others.
head -n 1 "$ibi" >"$WORK/wrong.csv"
pendiente="referencia;tributo;ejercicio;objeto;nif;nombre;estado;principal;recargo;interes;costas;ingresado;fin_voluntaria;notificada_apremio"
printf '%s\n0000004711;ibi;2024;O1;00000014Z;NADIE;voluntaria;10.00;0.00;0.00;0.00;0.00;2024-07-22;\n' "$pendiente" >"$WORK/debts.csv"
refused "tributos load-pending" NoSuchFile 66 "none.csv" --total 1:100 "$WORK/none.csv"
refused "tributos load-pending" NoTotal 64 "--total" "$WORK/debts.csv"
refused "tributos load-pending" NoSuchTotal 64 "N:CENTS" --total 10.00 "$WORK/debts.csv"
refused "tributos load-pending" AnotherTotal 65 "nothing was loaded" --total 1:1001 "$WORK/debts.csv"
refused "tributos load-pending" AnotherHeader 65 "wrong.csv" --total 1:1000 "$WORK/wrong.csv"
printf 'organismo;referencia;nif;concepto;importe;hasta\nCabildo;R1;00000014Z;Tasa;0.00;2026-12-31\n' >"$WORK/external.csv"
refused "tributos load-external" NoSuchFile 66 "none.csv" --total 1:100 "$WORK/none.csv"
refused "tributos load-external" AnotherHeader 65 "debts.csv" --total 1:1000 "$WORK/debts.csv"
refused "tributos load-external" Nothing 65 "external.csv:2:" --total 1:0 "$WORK/external.csv"
ends "nothing was booked" 0 sctf db psql -- -XAtqc "select (select count(*) from apunte) + (select count(*) from cobro) + (select count(*) from pendiente) + (select count(*) from externa)"
if [ "$(cat "$OUT")" = 0 ]; then pass; else fail "nothing was booked"; fi

# The campaign: no city, a tax that the ordinance does not know.
refused "demo campaign" NoCity 66 "ibi.csv" --data "$WORK/campaign" --city "$WORK/nowhere" --out "$WORK/out"
refused "demo campaign" UnknownTributo 65 "iae" --data "$WORK/campaign" --city "$WORK/city" --out "$WORK/out" --tributo iae

# Papers: names that are none, files that cannot be made, a template that is broken.
refused "plantilla list" NoArguments 64 "cartas" cartas
refused "plantilla check" NoSuchTemplate 65 "cartas/carta_pagos" cartas/carta_pagos
refused "plantilla check" ClimbsOut 65 "there is no template" ../etc
refused "plantilla preview" NoSuchTemplate 65 "there is no template" cartas/ninguna --out "$WORK/x.pdf"
refused "plantilla preview" NoSuchSample 64 "--sample" cartas/carta_pago --sample medium --out "$WORK/x.pdf"
refused "plantilla preview" NoSuchFolder 73 "nowhere" cartas/carta_pago --out "$WORK/nowhere/x.pdf"
share=$WORK/share
mkdir -p "$share" && cp -r "$SOURCE/templates" "$share/"
sed -i 's/{{nombre}}/{{nonbre}}/; s/<p class="fuerte">/<p class="fuertes">/' "$share/templates/cartas/carta_pago/es.xhtml"
export SCTF_SHARE=$share
refused "plantilla check" BrokenTemplate 65 "nonbre" cartas/carta_pago
refused "plantilla preview" BrokenTemplate 65 "fuertes" cartas/carta_pago --out "$WORK/x.pdf"
unset SCTF_SHARE
finish
