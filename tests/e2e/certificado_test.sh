#!/bin/bash
# Certificates of the padrón: each kind issued and refused, batches that are killed, and what they leave.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"
PDF_CHECK=${PDF_CHECK:-$(dirname -- "$SCTF")/pdf_check}

v() { sctf --at 2026-11-24T10:00:00Z "$@"; }
# column NAME: its number in padron.csv.
column() { head -n 1 "$WORK/city/padron.csv" | tr ';' '\n' | grep -nx "$1" | cut -d: -f1; }
# person CONDITION: the NIA of the first whose fields (awk, by name) meet it.
person() {
  awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
    { for (n in c) v[n] = $c[n] } '"$1"' { print v["nia"]; exit }' "$WORK/city/padron.csv"
}
issue() { v --json certificado issue --out "$WORK/paper.pdf" "$@"; }

sctf --quiet demo city --inhabitants 700 --seed 5 --out "$WORK/city" || fail "demo city"
ends "database" 0 sctf --quiet db init
ends "seal" 0 sctf --quiet demo seal
ends "padrón" 0 v --quiet padron import "$WORK/city/padron.csv"

adult=$(person 'v["fnac"] < "1990-01-01" && v["tiden"] == 1')
hoja=$(awk -F';' -v c="$(column nhop)" -v n="$(column nia)" -v nia="$adult" '$n == nia { print $c }' "$WORK/city/padron.csv")
# A family: a hoja with two who are of age and a child.
minor_hoja=$(awk -F';' -v h="$(column nhop)" -v b="$(column fnac)" 'NR > 1 { if ($b < "2000-01-01") old[$h]++; else if ($b > "2013-01-01") young[$h]++ }
  END { for (x in old) if (old[x] >= 2 && young[x] >= 1) print x }' "$WORK/city/padron.csv" | sort | head -n 1)
minor=$(person 'v["nhop"] == "'"$minor_hoja"'" && v["fnac"] > "2013-01-01"')
parent=$(person 'v["nhop"] == "'"$minor_hoja"'" && v["fnac"] < "2000-01-01"')
stranger=$(person 'v["nhop"] != "'"$minor_hoja"'" && v["nhop"] != "'"$hoja"'" && v["fnac"] < "1980-01-01"')
dni=$(awk -F';' -v n="$(column nia)" -v i="$(column iden)" -v l="$(column liden)" -v nia="$adult" '$n == nia { print $i $l }' "$WORK/city/padron.csv")
name=$(awk -F';' -v n="$(column nia)" -v m="$(column nombre_mostrado)" -v nia="$adult" '$n == nia { print $m }' "$WORK/city/padron.csv")

# Each kind, accepted.
for kind in volante empadronamiento historico viaje; do
  ends "$kind" 0 issue --kind "$kind" --person "$dni" --finalidad "probar"
  said "$kind: its number" "\"numero\":\"$kind-2026-000001\""
  code=$(field csv)
  ends "$kind: conforms" 0 "$PDF_CHECK" "$WORK/paper.pdf"
  text=$(pdftotext -layout "$WORK/paper.pdf" -)
  if [[ $text == *"$name"* && $text == *"$code"* ]]; then pass; else fail "$kind: name and code on the page"; fi
  ends "$kind: verified by its code" 0 v certificado verify "$code"
  ends "$kind: verified as a file" 0 v certificado verify "$WORK/paper.pdf"
  said "$kind: authentic" "AUTHENTIC"
done
same "viaje: six months" 1 "$(grep -c '24/05/2027' <<<"$text")"
same "only the travel one has a term" 0 "$(ends "volante again" 0 issue --kind volante --person "$dni"; pdftotext "$WORK/paper.pdf" - | grep -ci 'válido hasta\|caduc')"
ends "in German" 0 issue --kind empadronamiento --lang de --person "$dni"
if [[ $(pdftotext "$WORK/paper.pdf" -) == *bescheinigt* ]]; then pass; else fail "in German: says so"; fi
ends "a minor, by its parent" 0 issue --kind empadronamiento --person "$minor" --requested-by "$parent"
ends "travel of a family" 0 issue --kind viaje --person "$parent" --with "$minor"
ends "negativo" 0 issue --kind negativo --person 00999999M --name "Persona Inventada" --birth 1980-05-01
same "negativo: whose" 1 "$(pdftotext "$WORK/paper.pdf" - | grep -c 'Persona Inventada')"

# Convivencia: all consent, or none.
refused "certificado issue" ConvivenciaWithoutConsent 77 "have not consented" --kind convivencia --person "$parent" --out "$WORK/none.pdf"
for nia in $(awk -F';' -v c="$(column nhop)" -v n="$(column nia)" -v h="$minor_hoja" '$c == h { print $n }' "$WORK/city/padron.csv"); do
  v --quiet padron consent "$nia" --date 2026-11-01 --source "hoja de prueba" >/dev/null 2>&1
done
ends "convivencia" 0 issue --kind convivencia --person "$parent"
ends "convivencia: conforms" 0 "$PDF_CHECK" "$WORK/paper.pdf"

# Refused, each with its reason, and nothing issued.
before=$(ask "select count(*) from documento")
no() { # NAME STATUS TEXT ARGUMENTS…
  local name=$1 status=$2 text=$3
  shift 3
  refused "certificado issue" "$name" "$status" "$text" --out "$WORK/none.pdf" "$@"
  absent "$name leaves no file" "$WORK/none.pdf"
}
no VolanteNotHeld 65 "nobody with document" --kind volante --person 00999999M
no MinorAlone 77 "one of the parents" --kind volante --person "$minor"
no MinorByAStranger 77 "is not in the hoja" --kind volante --person "$minor" --requested-by "$stranger"
no SomebodyElse 77 "power of representation" --kind historico --person "$adult" --requested-by "$stranger"
no NegativoOfARegistered 65 "is registered" --kind negativo --person "$dni"
no BajaOfARegistered 65 "no baja to certify" --kind baja --person "$dni"
no NegativoWithoutName 65 "needs --name" --kind negativo --person 00999999M
no CompanionOfAge 77 "is of age" --kind viaje --person "$adult" --with "$adult"
no CompanionOfAnotherHoja 77 "is not in the hoja" --kind viaje --person "$stranger" --with "$minor"
no WrongLetter 65 "control character" --kind volante --person 00000014A
no NoPerson 64 "needs --person" --kind volante
no ReceiptOfAPerson 64 "--kind pago alone" --kind volante --person "$dni" --receipt 000000000001
v --quiet padron protect "$stranger" --reason "nota de prueba" --source "auto de prueba" --date 2026-11-02 >/dev/null 2>&1
no Protected 77 "prevention note" --kind empadronamiento --person "$stranger"
same "what is refused issues nothing" "$before" "$(ask "select count(*) from documento")"
same "who saw whose data" t "$(ask "select count(*) >= 10 from audit where action = 'padron.show'")"

# A batch of a list.
printf '%s\n\n%s\n00999999M\n' "$dni" "$parent" >"$WORK/list.txt"
ends "batch of a list" 65 v --json certificado batch --kind volante --input "$WORK/list.txt" --out "$WORK/list"
said "batch of a list: counts" '"issued":2,"skipped":1'
refused "certificado batch" NobodyHeld 65 "list.txt:4:1: error" --kind empadronamiento --input "$WORK/list.txt" --out "$WORK/list2" --dry-run
refused "certificado batch" NoSuchList 66 "none.txt" --kind volante --input "$WORK/none.txt" --out "$WORK/list3"
refused "certificado batch" NoSuchKind 64 "not issued in batches" --kind negativo --input all --out "$WORK/list3"
: >"$WORK/empty.txt"
refused "certificado batch" EmptyList 65 "names nobody" --kind volante --input "$WORK/empty.txt" --out "$WORK/list3"
ends "a rehearsed batch" 0 v --json certificado batch --kind historico --input all --out "$WORK/none" --dry-run
absent "a rehearsed batch" "$WORK/none"

# Everybody, killed three times: the same codes and files as a batch that nobody touched.
for attempt in 1 2 3; do
  timeout -s KILL "0.$((attempt * 3))" "$SCTF" --data "$DATA" --at 2026-11-24T11:00:00Z --quiet certificado batch --kind empadronamiento --input all --out "$WORK/all" >/dev/null 2>&1
done
ends "killed and gone on" 0 sctf --at 2026-11-24T11:00:00Z --json certificado batch --kind empadronamiento --input all --out "$WORK/all"
issued=$(field issued)
same "killed: a file each" "$issued" "$(find "$WORK/all" -name '*.pdf' | wc -l)"
same "killed: no part left" 0 "$(find "$WORK/all" -name '*.part' | wc -l)"
same "killed: no number twice" 0 "$(ask "select count(*) - count(distinct (tipo, ejercicio, numero)) from documento")"
same "killed: each file is the stored one" "" "$(
  cd "$WORK/all" && sha256sum -- */*.pdf | awk '{ print $1 }' | sort >"$WORK/files.sum"
  ask "select sha256 from documento d join documento_lote l on l.ente = d.ente and l.numero = d.numero join job_run r on r.ente = l.ente and r.id = l.run where d.tipo = 'empadronamiento' and r.key like 'empadronamiento:es:all:%'" | sort | diff - "$WORK/files.sum")"
same "everybody who needs no officer" "$issued" "$(ask "select count(*) from habitante h where viva and fnac <= '20101124' and right(fnac, 2) <> '00' and not exists (select 1 from nota_proteccion p where p.nia = h.nia)")"
for file in $(find "$WORK/all" -name '*.pdf' | sort | sed -n '1p;100p;200p'); do
  ends "a file of the batch" 0 v certificado verify "$file"
  ends "a file of the batch conforms" 0 "$PDF_CHECK" "$file"
done
ends "the same line again" 0 sctf --at 2026-11-24T12:00:00Z --json certificado batch --kind empadronamiento --input all --out "$WORK/all"
same "the same line again issues nothing" "$issued" "$(field issued)"
finish
