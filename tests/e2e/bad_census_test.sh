#!/bin/bash
# A census of ten thousand lines with one wrong cell: line, column, value and reason, exit 65, and nothing loaded. Then
# files that are no census at all, rejects that are accepted, and ordinances that break the law.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

fresh_database data
cd "$WORK" || exit 1
sctf --quiet demo city --inhabitants 14500 --seed 5 --out city || fail "demo city"
# Quotes are what some of the cases are about: whole objects that have one are left out.
awk -F";" "NR == FNR {if (/\"/) quoted[\$1]; next} !(\$1 in quoted)" city/ibi.csv city/ibi.csv >whole-ibi.csv
for census in ivtm tasa; do grep -v "\"" "city/$census.csv" >"good-$census.csv"; done
# The first ten thousand lines, of whole properties.
awk -F';' 'NR == 1 || NR <= 10001 || ($1 == last && !over) {print; if (NR <= 10001) last = $1; next} {over = 1}' whole-ibi.csv >good.csv
total=$(($(wc -l <good.csv) - 1))
[ "$total" -ge 10000 ] || fail "the city is too small: $total lines"

LOADED="select (select count(*) from censo) || ' ' || (select count(*) from censo_linea) || ' ' || (select count(*) from persona) || ' ' || (select count(*) from mandato)"

# A field's name is a number to us: which one it is in the header of the census.
index() { head -n 1 "$1" | tr ';' '\n' | grep -nxF "$2" | cut -d: -f1; }

# spoil CENSUS-FILE LINE FIELD VALUE: bad.csv, one cell changed; column: where the cell begins, in characters.
spoil() {
  local file=$1 line=$2 field value=$4 row i before=""
  field=$(index "$1" "$3")
  row=$(sed -n "${line}p" "$file")
  local IFS=";" cells
  read -ra cells <<<"$row;end"
  unset "cells[-1]"
  for ((i = 0; i < field - 1; i++)); do before+="${cells[i]};"; done
  column=$((${#before} + 1))
  cells[field - 1]=$value
  row="${cells[*]}"
  { head -n $((line - 1)) "$file" && printf '%s\n' "$row" && tail -n +$((line + 1)) "$file"; } >bad.csv
}

# told NAME CENSUS LINE COLUMN TEXT [VALUE]: the import of bad.csv says so, twice, and loads nothing.
told() {
  local name=$1 census=$2 line=$3 column=$4 text=$5
  ends "$name" 65 sctf tributos import --census "$census" bad.csv
  said "$name" "bad.csv:$line:$column: error: "
  said "$name" "$text"
  same "$name: only this line is wrong" 1 "$(grep -c '^bad.csv:' "$ERR")"
  ends "$name, --json" 65 sctf --json tributos import --census "$census" bad.csv
  said "$name, --json" "{\"type\":\"error\",\"file\":\"bad.csv\",\"line\":$line,\"column\":$column,"
  [ "$#" -lt 6 ] || said "$name, --json" "\"value\":\"$6\""
  same "$name, --json: exit" 65 "$(field exit)"
  same "$name: nothing is loaded" "0 0 0 0" "$(ask "$LOADED")"
}
# cell NAME FIELD VALUE TEXT: of line 5000 of the census of IBI.
cell() {
  spoil good.csv 5000 "$2" "$3"
  told "$1" ibi 5000 "$column" "$4" "$3"
}

# Cells of IBI. Line 5000 is made a property of one holder, domiciled, so that each cell is wrong by itself alone.
{
  awk -F';' -v OFS=';' 'NR > 1 {n[$1]++} {line[NR] = $0} END {
    # the property at line 5000 and what it would leave of itself around it go; one of ours stands there
    for (i = 1; i <= NR; i++) {split(line[i], f, ";"); ref[i] = f[1]}
    gone = ref[5000]
    for (i = 1; i <= NR; i++) {
      if (i == 5000) print "9999999CS9999S0001WX;U;V;85000.00;;;;12345678Z;ÑANDÚ FICTICIO ÁNGEL;PR;100;n;s;C/ NÚÑEZ 1;C/ NÚÑEZ 1;38001;380386;ES9121000418450200051332;;MANDATO-1;2024-02-29;FN:50.00:2024-01-01:2027-12-31"
      else if (ref[i] == gone) print "999" sprintf("%04d", i) "CS9999S0001XY;U;V;85000.00;;;;12345678Z;OTRA FICTICIA ANA;PR;100;n;s;C/ NÚÑEZ 1;C/ NÚÑEZ 1;38001;380386;;;;;"
      else print line[i]
    }}' good.csv
} >made.csv && mv made.csv good.csv

cell "letter of a NIF" nif 12345678A "its control character should be Z"
cell "NIF in small letters" nif 12345678z "12345678z"
cell "NIF too short" nif 345678Z ""
cell "NIE of a wrong letter" nif X1234567A ""
cell "CIF of a wrong control" nif P3803800A ""
cell "holder without name" nombre "" "nombre is empty"
cell "share of 99.99" cuota_participacion 99.9900 "add up to 99.9900, not to 100"
cell "share of five decimals" cuota_participacion 100.00000 ""
cell "share that is no number" cuota_participacion cien ""
cell "IBAN wrong by one digit" iban ES9121000418450200051333 ""
cell "IBAN of a wrong inner digit" iban ES8921000418550200051332 ""
cell "negative value" valor_catastral -85000.00 "valor_catastral is negative"
cell "value with a comma" valor_catastral 85000,00 ""
cell "value of three decimals" valor_catastral 85000.001 ""
cell "value with an exponent" valor_catastral 8.5e4 ""
cell "value that is empty" valor_catastral "" "valor_catastral is empty"
cell "unknown clase" clase X '"X" is no clase: one of U, R, B is wanted'
cell "unknown derecho" derecho XX '"XX" is no derecho: one of CA, DS, US, PR, NP is wanted'
cell "nobody is charged" derecho NP "no line of the property has a right that is charged"
cell "unknown uso" uso VV '"VV" is no uso'
cell "division that is neither s nor n" division S '"S" is no division'
cell "notificada that is neither s nor n" notificada "" '"" is no notificada'
cell "coefficient below zero" coeficiente_reductor -0.5 "coeficiente_reductor"
cell "coefficient that is no number" coeficiente_reductor 0,5 ""
cell "reference of 19 characters" referencia_catastral 9999999CS9999S0001W "is not a cadastral reference"
cell "reference in small letters" referencia_catastral 9999999cs9999s0001wx "is not a cadastral reference"
cell "municipio of five digits" municipio 38038 "6-digit INE code"
cell "mandate with a character of no bank" mandato "MANDATO#1" "a mandate has 1 to 35 characters"
cell "mandate of 36 characters" mandato MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM "a mandate has 1 to 35 characters"
cell "missing mandate" mandato "" "a domiciled line needs its mandato"
cell "missing date of the mandate" fecha_mandato "" "a domiciled line needs its fecha_mandato"
cell "a day that does not exist" fecha_mandato 2025-02-29 ""
cell "a day the other way round" fecha_mandato 29-02-2024 ""
cell "benefit that ends before it begins" beneficios FN:50.00:2027-01-01:2024-12-31 "ends before it begins"
cell "benefit twice in force" beneficios FN:50.00:2024-01-01:2027-12-31,FN:10.00:2025-06-01:2026-06-01 "twice in force"
cell "benefit of nothing" beneficios FN:0.00:2024-01-01:2027-12-31 "above 0 and up to 100"
cell "benefit above 100" beneficios FN:100.01:2024-01-01:2027-12-31 "above 0 and up to 100"
cell "benefit without dates" beneficios FN:50.00 "is not a benefit such as"


# More than one field of a line may be at fault; each is told.
spoil good.csv 5000 coeficiente_reductor 0.5
sctf tributos import --census ibi bad.csv >"$OUT" 2>"$ERR"
same "coefficient without its two values" 2 "$(grep -c '^bad.csv:5000:.*a coeficiente_reductor above zero needs' "$ERR")"

# Lines that are no lines.
line() { # NAME ROW COLUMN TEXT: line 5000 as it is given
  { head -n 4999 good.csv && printf '%b\n' "$2" && tail -n +5001 good.csv; } >bad.csv
  told "$1" ibi 5000 "$3" "$4"
}
row=$(sed -n 5000p good.csv)
up_to() { local before=${row%%"$1"*}; echo $((${#before} + 1)); } # column of a text in the row
line "a column too many" "$row;" 1 "has 23 columns, 22 are wanted"
line "a column too few" "${row%;*}" 1 "has 21 columns, 22 are wanted"
line "text after a quote" "${row/ÑANDÚ FICTICIO ÁNGEL/\"ÑANDÚ\" FICTICIO ÁNGEL}" $(($(up_to "ÑANDÚ") + 7)) "text after a closing quote"
line "a quote in a bare field" "${row/ÑANDÚ FICTICIO/ÑANDÚ \"FICTICIO\"}" $(($(up_to "ÑANDÚ") + 6)) "a quote inside a field that is not quoted"
line "a quote that is not closed" "${row/ÑANDÚ/\"ÑANDÚ}" "$(up_to "ÑANDÚ")" "is not closed"
line "latin-1" "${row/ÑANDÚ/\\xd1AND\\xda}" "$(up_to "ÑANDÚ")" "byte 0xD1 is not UTF-8"
line "a NUL" "${row/ÑANDÚ/ÑAND\\0000}" $(($(up_to "ÑANDÚ") + 4)) "a NUL byte"
line "an empty line" "" 1 "has 1 columns, 22 are wanted"
line "a line of 70,000 characters" "${row/ÑANDÚ/$(printf 'X%.0s' {1..70000})}" 1 "longer than 65536 bytes"

# Lines of one property that belong together.
property=$(awk -F';' 'NR > 6000 && $1 == last && !d {print NR - 1; d = 1} {last = $1}' good.csv)
{ head -n $((property - 1)) good.csv && tail -n +$((property + 1)) good.csv && sed -n "${property}p" good.csv; } >bad.csv
sctf tributos import --census ibi bad.csv >"$OUT" 2>"$ERR"
said "lines of a property that stand apart" "bad.csv:"
# Which of the two is at fault depends on their shares; that they stand apart is said in any case.
ends "lines of a property that stand apart" 65 sctf tributos import --census ibi bad.csv
{ sed -n 1,5000p good.csv; sed -n '5001,$p' good.csv; sed -n 5000p good.csv; } >bad.csv
told "a property that comes again at the end" ibi "$(wc -l <bad.csv)" 1 "do not stand together: others begin at line 5000"
spoil good.csv $((property + 1)) valor_catastral 1.00
told "holders that disagree on the value" ibi $((property + 1)) "$column" "valor_catastral differs from line $property, of the same property" 1.00
spoil good.csv $((property + 1)) division "$([ "$(sed -n "${property}p" good.csv | cut -d';' -f12)" = s ] && echo n || echo s)"
told "holders that disagree on the division" ibi $((property + 1)) "$column" "division differs from line $property, of the same property"
for cell in clase:B uso:X valor_catastral_inicial:5.00 valor_base:7.00 notificada:n beneficios:FN:50.00:2024-01-01:2027-12-31; do
  spoil good.csv $((property + 1)) "${cell%%:*}" "${cell#*:}"
  told "holders that disagree on ${cell%%:*}" ibi $((property + 1)) "$column" "${cell%%:*} differs from line $property" "${cell#*:}"
done

# Files that are no census.
whole() { # NAME LINE COLUMN TEXT: bad.csv as it stands
  ends "$1" 65 sctf tributos import --census ibi bad.csv
  said "$1" "$4"
  [ "$2" = 0 ] || said "$1" "bad.csv:$2:$3: error: "
  ends "$1, --json" 65 sctf --json tributos import --census ibi bad.csv
  said "$1, --json" '{"type":"error"'
  same "$1: nothing is loaded" "0 0 0 0" "$(ask "$LOADED")"
}
: >bad.csv && whole "an empty file" 0 0 "bad.csv is empty"
printf '\xef\xbb\xbf' >bad.csv && whole "a BOM and nothing" 0 0 "bad.csv is empty"
head -n 1 good.csv >bad.csv && whole "a header alone" 0 0 "holds a header and no line"
tr '\n' '\r' <good.csv >bad.csv && whole "CR alone" 1 $(($(head -n 1 good.csv | wc -m))) "CR alone"
sed '1s/clase/class/' good.csv >bad.csv && whole "a column of another name" 1 22 'column 2 should be "clase", not "class"'
sed '1s/;beneficios//' good.csv >bad.csv && whole "a column that is missing" 1 1 'should be "beneficios"'
sed '1s/$/;otra/' good.csv >bad.csv && whole "a column too many in the header" 1 $(($(head -n 1 good.csv | wc -m) + 1)) "the header has 23 columns"
tr ';' ',' <good.csv >bad.csv && whole "commas" 1 1 'column 1 should be "referencia_catastral"'
tail -n +2 good.csv >bad.csv && whole "no header" 1 1 'column 1 should be "referencia_catastral"'
cp good-tasa.csv bad.csv && whole "another census" 1 1 'column 1 should be "referencia_catastral"'
iconv -f utf8 -t utf16 good.csv >bad.csv && whole "UTF-16" 1 1 "is not UTF-8"
iconv -f utf8 -t latin1//TRANSLIT good.csv >bad.csv && whole "latin-1 throughout" 0 0 "is not UTF-8"
head -c "$(($(head -n 9000 good.csv | wc -c) + 60))" good.csv >bad.csv && whole "a file that was cut" 9001 1 "the file was cut"
{ head -n 9000 good.csv && printf '"X' ; } >bad.csv && whole "a file that was cut in quotes" 9001 1 "is not closed before the end of the file"
ends "no such file" 66 sctf tributos import --census ibi none.csv
ends "a folder" 66 sctf tributos import --census ibi "$WORK"
# The writer waits for a reader that never comes: its wait must end, and must not hold our output open.
mkfifo pipe
timeout 20 bash -c 'cat good.csv >pipe' >/dev/null 2>&1 &
ends "a pipe" 66 timeout 10 "$SCTF" --data "$DATA" tributos import --census ibi pipe
said "a pipe" "is not a regular file"
ends "no such census" 64 sctf tributos import --census iae good.csv

# One line of 2 GB, in little memory (the file is sparse: its bytes are not on the disk).
head -n 1 good.csv >bad.csv && truncate -s 2G bad.csv
(ulimit -v 700000 && exec "$SCTF" --data "$DATA" tributos import --census ibi bad.csv) >"$OUT" 2>"$ERR"
same "a line of 2 GB" 65 $?
said "a line of 2 GB" "bad.csv:2:1: error: the line is longer than 65536 bytes"
same "a line of 2 GB: nothing is loaded" "0 0 0 0" "$(ask "$LOADED")"
rm bad.csv

# The other two censuses.
other() { # CENSUS FIELD VALUE TEXT
  spoil "good-$1.csv" 700 "$2" "$3"
  told "$1: $2 '$3'" "$1" 700 "$column" "$4" "$3"
}
other ivtm potencia 12.345 ""
other ivtm potencia -1 ""
other ivtm unidad HP '"HP" is no unidad'
other ivtm fecha_matriculacion 1999-13-01 ""
other ivtm nif 00000000A ""
other tasa unidades -1 ""
other tasa fecha_alta "" "fecha_alta is empty"
other tasa objeto "" "objeto is empty"
spoil good-ivtm.csv 700 matricula "$(sed -n 300p good-ivtm.csv | cut -d';' -f1)"
told "a plate twice" ivtm 700 1 "this plate stands at line 300 already"
awk -F';' -v OFS=';' 'NR == 700 {$7 = ""; $8 = "robo"} {print}' good-ivtm.csv >bad.csv
told "a tipo_baja without its date" ivtm 700 "$(sed -n 700p bad.csv | cut -d";" -f1-6 | awk "{print length(\$0) + 2}")" "a tipo_baja needs its fecha_baja"
awk -F';' -v OFS=';' 'NR == 700 {$7 = "2026-03-01"; $8 = ""} {print}' good-ivtm.csv >bad.csv
told "a fecha_baja without its type" ivtm 700 "$(sed -n 700p bad.csv | cut -d";" -f1-7 | awk "{print length(\$0) + 2}")" "a fecha_baja needs its tipo_baja"

# --dry-run loads nothing; the same bytes twice are one load, also under another name and with CRLF as another.
ends "--dry-run" 0 sctf --json tributos import --census ibi --dry-run good.csv
same "--dry-run: lines" "$total" "$(field lines)"
same "--dry-run: nothing is loaded" "0 0 0 0" "$(ask "$LOADED")"
spoil good.csv 5000 nif 12345678A
ends "--dry-run of a bad one" 65 sctf tributos import --census ibi --dry-run bad.csv
said "--dry-run of a bad one" "bad.csv:5000:"

# Rejects that are accepted: the rest is loaded, properties whole or not at all.
several=$(awk -F';' 'NR > 7000 && $1 == last && !d {print NR; d = 1} {last = $1}' good.csv)
reference=$(sed -n "${several}p" good.csv | cut -d';' -f1)
holders=$(cut -d';' -f1 good.csv | grep -cFx "$reference")
awk -F';' -v OFS=';' -v n="$several" 'NR == n {$8 = "12345678A"} NR == 5000 {$4 = "-1"} {print}' good.csv >bad.csv
ends "refused at first" 65 sctf tributos import --census ibi bad.csv
same "refused at first: nothing is loaded" "0 0 0 0" "$(ask "$LOADED")"
ends "--max-rejects" 65 sctf tributos import --census ibi --accept-rejects --max-rejects 1 bad.csv
same "--max-rejects: nothing is loaded" "0 0 0 0" "$(ask "$LOADED")"
ends "--accept-rejects" 65 sctf --json tributos import --census ibi --accept-rejects bad.csv
same "--accept-rejects: rejects" $((holders + 1)) "$(field rejects)"
same "--accept-rejects: lines" $((total - holders - 1)) "$(field lines)"
same "--accept-rejects: rows" "1 $((total - holders - 1))" "$(ask "$LOADED" | cut -d' ' -f1,2)"
same "--accept-rejects: each line left out is told" "$((holders + 1))" "$(grep -c '^{"type":"error","file":"bad.csv"' "$OUT")"
same "--accept-rejects: no holder of a refused property" 0 "$(ask "select count(*) from censo_ibi where objeto = '$reference'")"
same "--accept-rejects: each property has its 100" 0 "$(ask "select count(*) from (select objeto from censo_ibi where derecho = 'PR' and not exists
  (select 1 from censo_ibi o where o.objeto = censo_ibi.objeto and o.derecho in ('CA', 'DS', 'US')) group by 1 having sum(cuota_participacion::numeric) <> 100) x")"
same "--accept-rejects: the rejects are kept" "$((holders + 1))" "$(ask "select count(distinct line) from job_reject where run = (select max(id) from censo)")"
first=$(field load)
ends "the same bytes again" 65 sctf --json tributos import --census ibi --accept-rejects bad.csv
same "the same bytes again: one load" "$first" "$(field load)"
ends "good" 0 sctf --json tributos import --census ibi good.csv
second=$(field load)
cp good.csv again.csv
ends "the same bytes under another name" 0 sctf --json tributos import --census ibi again.csv
same "the same bytes under another name: one load" "$second" "$(field load)"
same "two loads" "2 $((2 * total - holders - 1))" "$(ask "$LOADED" | cut -d' ' -f1,2)"
{ printf '\xef\xbb\xbf' && sed 's/$/\r/' good.csv; } >crlf.csv
ends "BOM and CRLF" 0 sctf --json tributos import --census ibi crlf.csv
same "BOM and CRLF: lines" "$total" "$(field lines)"
ends "census of ivtm" 0 sctf --json tributos import --census ivtm good-ivtm.csv
ends "census of tasa" 0 sctf --json tributos import --census tasa good-tasa.csv

# Ordinances.
law() { # NAME SED TEXT: etc/ordenanzas/2026.yaml changed so; LINE:COLUMN of what MARK marks in the changed line
  sed "$2" "$SOURCE/etc/ordenanzas/2026.yaml" >law.yaml
  local number before
  number=$(diff "$SOURCE/etc/ordenanzas/2026.yaml" law.yaml | sed -n '1s/^[0-9,]*[acd]\([0-9]*\).*/\1/p')
  before=$(sed -n "${number}p" law.yaml)
  before=${before%%"$4"*}
  ends "ordinance: $1" "${5:-65}" sctf tributos issue --tributo ibi --ejercicio 2026 --load "$second" --ordenanza law.yaml
  said "ordinance: $1" "law.yaml:$number:$((${#before} + 1)): error: "
  said "ordinance: $1" "$3"
  ends "ordinance: $1, --json" "${5:-65}" sctf --json tributos issue --tributo ibi --ejercicio 2026 --load "$second" --ordenanza law.yaml
  said "ordinance: $1, --json" "\"file\":\"law.yaml\",\"line\":$number,\"column\":$((${#before} + 1)),"
}
law "an unknown key" 's/^  recibo_minimo: "6.00"/  recibo_minim: "6.00"/' 'did you mean "recibo_minimo"?' recibo_minim
law "an unknown part" 's/^tasas:/tasa:/' 'unknown key "tasa"' tasa
law "a rate above the law's" 's/tipos: {U: "0.5500"/tipos: {U: "1.5500"/' "LRHL 72" '"1.5500"'
law "a rate below the law's" 's/R: "0.5000"/R: "0.2000"/' "LRHL 72" '"0.2000"'
law "a rate for dwellings" 's/^    C: {tipo/    V: {tipo/' "dwelling" V
law "a threshold that reaches too many" 's/umbral: "400000.00"/umbral: "100.00"/' "more than 10 % (LRHL 72.4)" '"100.00"'
law "a rebate above 5 %" '0,/porcentaje: "5.00"/s//porcentaje: "5.01"/' "LRHL 9.1" '"5.01"'
law "a voluntary term of less than two months" 's/hasta: 2026-07-22/hasta: 2026-07-18/' "LGT 62.3" 2026-07-18
law "a coefficient above 2" 's/turismos: "1.6000"/turismos: "2.0001"/' "LRHL 95.4" '"2.0001"'
law "a band that descends" 's/\["12", "34.08"\]/["7", "34.08"]/' "" '"7"'
law "a day that does not exist" 's/solicitud_hasta: 2026-04-20/solicitud_hasta: 2026-04-31/' "" 2026-04-31
same "an ordinance refused: no run" 0 "$(ask "select count(*) from emision")"
ends "an ordinance of another year" 65 sctf tributos issue --tributo ibi --ejercicio 2026 --ordenanza "$SOURCE/etc/ordenanzas/2025.yaml"
ends "no such ordinance" 66 sctf tributos issue --tributo ibi --ejercicio 2026 --ordenanza none.yaml
ends "no ordinance of that year" 65 sctf tributos issue --tributo ibi --ejercicio 2050
# Lines that the ordinance does not know.
sed "/^    FN: /d; s/compatible_con: .FN./compatible_con: []/" "$SOURCE/etc/ordenanzas/2026.yaml" >law.yaml
ends "a benefit that the ordinance does not name" 65 sctf tributos issue --tributo ibi --ejercicio 2026 --load "$second" --ordenanza law.yaml
said "a benefit that the ordinance does not name" 'good.csv:5000: error: beneficios: '
same "after all: no run" 0 "$(ask "select count(*) from emision")"
balanced "after all"
finish
