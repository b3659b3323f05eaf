#!/bin/bash
# A padrón office at work: INE's marks until INE has them no more, alegaciones, expedientes from their first step to their
# movement, letters, the hoja to be signed, lists for others, births and deaths. The clock is told, never the machine's.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"
PDF_CHECK=${PDF_CHECK:-$(dirname -- "$SCTF")/pdf_check}

PEOPLE=600
NOW=2026-04-07T10:00:00Z
fresh_database data
sctf --quiet demo city --inhabitants $PEOPLE --seed 5 --out "$WORK/city" || fail "demo city"
C=$WORK/city/padron.csv
head -n 1 "$C" >"$WORK/header"
column() { tr ';' '\n' <"$WORK/header" | grep -nxF -- "$1" | cut -d: -f1; }
of() { sed -n "$1p" "$C" | cut -d';' -f"$(column "$2")"; } # LINE COLUMN
ends "import" 0 sctf --quiet padron import "$C"
ends "ine-full" 0 sctf --quiet padron export --format ine-full --out "$WORK/ine"

export LC_ALL=C # positions are bytes
blank() { printf "%$1s" ''; }
tail_of() { awk -v marks="$1" 'BEGIN { n = split(marks, m, " "); for (i = 1; i <= 150; i++) t = t " "; for (i = 1; i <= n; i++) t = substr(t, 1, m[i] - 1) "X" substr(t, m[i] + 1); printf "%s", t }'; }
record() { grep -a -m 1 "^.\{131\}$(printf '%-15s' "$1")" "$WORK/ine/C38038AI.026" | tr -d '\r'; } # NIA
at() { awk -v p="$1" -v t="$2" '{ print substr($0, 1, p - 1) t substr($0, p + length(t)) }'; }
with() { awk -v t="$1" '{ printf "%s%s\r\n", $0, t }'; }

# Whom it is about: adults of hojas that nobody protects.
adult() { awk -F';' -v t="$(column tiden)" -v n="$(column naci)" -v k="$(column cnes)" -v i="$(column nia)" -v h="$(column nhop)" -v m="$1" \
  'NR > 1 && $t == 1 && $n == 108 && $k != "00" && !($h in seen) { seen[$h] = 1; if (++c == m) {print $i; exit} }' "$C"; }
leaver=$(adult 1) named=$(adult 2) dead=$(adult 3) doubled=$(adult 4) removed=$(adult 5) mother=$(adult 6) listed=$(adult 7) neighbour=$(adult 8)
nominated() { grep -a -m 1 ";$1;" "$C" | cut -d';' -f"$(column "$2")"; } # NIA COLUMN

# INE's marks: what they ask, how long, by class and by error.
{
  record "$leaver" | at 158 "   20260310BCR" | at 172 "$(blank 375)35016   " | with "$(tail_of 80)"
  record "$named" | at 415 "OTRO NOMBRE         " | with "$(tail_of 51)"
  record "$dead" | at 158 "   20260215BDE" | at 172 "$(blank 383)" | with "$(tail_of 82)"
  record "$doubled" | with "$(tail_of 84)"
} >"$WORK/H38038IA.326"
ends "return" 0 sctf --json --at $NOW padron return "$WORK/H38038IA.326"
run=$(field run)
ends "marks" 0 sctf --json --at $NOW padron incidencias
same "marks" "4 0" "$(field incidencias) $(field overdue)"
said "marks: where it stands" "\"run\":\"$run\",\"line\":1"
ends "of a class" 0 sctf --json --at $NOW padron incidencias --class comunicacion
same "of a class" 3 "$(field incidencias)"
ends "of an error" 0 sctf --json --at $NOW padron incidencias --error 51
same "of an error" 1 "$(field incidencias)"
ends "of a person" 0 sctf --json --at $NOW padron incidencias --nia "$dead"
same "of a person" 1 "$(field incidencias)"
ends "by a term" 0 sctf --json --at $NOW padron incidencias --until 2026-05-10
same "by a term" 2 "$(field incidencias)"
ends "none is overdue" 0 sctf --json --at $NOW padron incidencias --overdue
refused "padron incidencias" Overdue 65 "past their term" --overdue --at 2026-09-01T10:00:00Z
refused "padron incidencias" NoClass 64 "class" --class otra
refused "padron incidencias" NoDay 64 "until" --until 2026-02-30

# The movement that follows is proposed, looked at, registered; the mark is settled, and INE has it no more.
ends "propose" 0 sctf --json --at $NOW padron propose --out "$WORK/proposed.csv"
same "propose" 2 "$(field movements)"
ends "propose one" 0 sctf --json --at $NOW padron propose --error 80 --out "$WORK/bajas.csv"
same "propose one: the date and the place are INE's" "2026-03-10;B;CR 35 016" "$(sed -n 2p "$WORK/bajas.csv" | awk -F';' -v p="$(column prdp)" -v m="$(column mudp)" '{print $1 ";" $2 ";" $3, $p, $m}')"
refused "padron propose" NoExpediente 65 "no expediente" --expediente none --out "$WORK/none.csv"
ends "they are registered" 0 sctf --quiet --at 2026-04-08T10:00:00Z padron move "$WORK/proposed.csv" --origin INE
ends "settled" 0 sctf --json --at 2026-04-08T10:00:00Z padron incidencias --all --error 80
said "settled: by what" '"estado":"resuelta"'
said "settled: INE has not answered" '"resuelve":"BCR"'
said "settled: INE has not answered" '"respuesta":""'
ends "the month goes out" 0 sctf --json --at 2026-04-30T10:00:00Z padron export --format ine-month --month 2026-04 --out "$WORK/ine"
same "the month goes out" 2 "$(field records)"
record "$doubled" | with "$(tail_of 84)" >"$WORK/H38038IA.426"
ends "the next return" 0 sctf --quiet --at 2026-05-06T10:00:00Z padron return "$WORK/H38038IA.426"
ends "INE has it no more" 0 sctf --json --at 2026-05-06T10:00:00Z padron incidencias --all --error 80
said "INE has it no more" '"respuesta":"H38038IA.426"'
ends "told again, listed once" 0 sctf --json --at 2026-05-06T10:00:00Z padron incidencias --error 84
same "told again, listed once" 1 "$(field incidencias)"
ends "told again, in all" 0 sctf --json --at 2026-05-06T10:00:00Z padron incidencias --all --error 84
said "told again, in all" '"estado":"repetida"'
said "told again, in all" '"repetida_en":"H38038IA.426"'

# An act without a movement.
refused "padron resolve" NoSuchLine 65 "no mark 51" "$run" 99 51 --act comprobada --document "DNI a la vista"
refused "padron resolve" NoAct 64 "act" "$run" 2 51 --act hecha --document x
ends "resolve, rehearsed" 0 sctf --at $NOW padron resolve "$run" 2 51 --act comprobada --document "DNI a la vista" --dry-run
ends "resolve" 0 sctf --at $NOW padron resolve "$run" 2 51 --act comprobada --document "DNI a la vista"
ends "resolved" 0 sctf --json --at $NOW padron incidencias --all --error 51
said "resolved" '"estado":"resuelta"'
said "resolved" '"acto":"comprobada"'

# The letter to whom INE's mark asks something; again the same, and nobody twice.
ends "letters" 0 sctf --json --at 2026-05-06T10:00:00Z padron letters --kind incidencias --out "$WORK/letters"
same "letters" "1 false" "$(field letters) $(field again)"
letter=$(ls "$WORK"/letters/*.pdf)
ends "letters conform" 0 "$PDF_CHECK" "$letter"
if command -v pdftotext >/dev/null; then
  pdftotext -layout "$letter" - >"$OUT" 2>"$ERR"
  said "letters: what it says" "padrón de dos municipios"
else skip "no pdftotext"; fi
cp "$letter" "$WORK/first.pdf"
ends "letters again" 0 sctf --json --at 2026-05-07T10:00:00Z padron letters --kind incidencias --out "$WORK/letters"
same "letters again" true "$(field again)"
same_file "letters again" "$WORK/first.pdf" "$letter"
lot=$(field lot)
ends "a lot again" 0 sctf --json --at 2026-05-09T10:00:00Z padron letters --kind incidencias --lot "$lot" --out "$WORK/letters"
same_file "a lot again" "$WORK/first.pdf" "$letter"
refused "padron letters" NoLot 65 "no lot of letters" --kind incidencias --lot 99 --out "$WORK/letters"
refused "padron letters" NoKind 64 "kind" --kind otra --out "$WORK/letters"

# Alegaciones: each reparo as it came, and what we say.
{
  record "$named" | at 158 "RNO" | with "$(tail_of 80)$(blank 45)"
  record "$doubled" | at 158 "RNO" | with "$(tail_of 101)$(blank 45)"
  record "$removed" | at 158 "S  " | with "$(blank 195)"
} >"$WORK/R38038IA.026"
ends "reparos" 0 sctf --json --at $NOW padron return "$WORK/R38038IA.026"
reparos=$(field run)
refused "padron export" AlegacionToChoose 65 "choose a class of alegación" --format ine-alegaciones --ejercicio 2026 --out "$WORK/ine"
refused "padron export" NoReparos 65 "no reparos of 2024" --format ine-alegaciones --ejercicio 2024 --out "$WORK/ine"
absent "no file was made" "$WORK/ine/A38038AI.026"
ends "chosen" 0 sctf --at $NOW padron resolve "$reparos" 2 101 --act rechazada --document "NO CONSTA RESOLUCIÓN" --caleg IN101
ends "alegaciones" 0 sctf --json --at $NOW padron export --format ine-alegaciones --ejercicio 2026 --out "$WORK/ine"
same "alegaciones" 3 "$(field records)"
A=$WORK/ine/A38038AI.026
same "alegaciones: positions" $((3 * 956)) "$(stat -c %s "$A")"
same "alegaciones: classes" "FBCR IN101 BAJA" "$(cut -c750-754 "$A" | tr -d ' ' | paste -sd ' ')"
same "alegaciones: what was said" "$(printf 'NO CONSTA RESOLUCI\323N')" "$(sed -n 2p "$A" | cut -c755-774 | sed 's/ *$//')"
cut -c1-749 "$A" >"$WORK/begin"
tr -d '\r' <"$WORK/R38038IA.026" >"$WORK/reparos"
same_file "alegaciones: the rest as it came" "$WORK/reparos" "$WORK/begin"
ends "alegaciones again" 0 sctf --json --at $NOW padron export --format ine-alegaciones --ejercicio 2026 --out "$WORK/ine"
same "alegaciones again" true "$(field existed)"

# A baja de oficio: each step in its order, the movement at the end and not before.
E=2026/00123
step() { sctf --json --at "$1T10:00:00Z" padron step "$E" "$2" --document "$3" --date "$1"; }
refused "padron open" NoProcedure 65 "is no procedure" otra $E --person "$removed" --cause x --document y
refused "padron open" Nobody 65 "is about somebody" baja_oficio $E --cause x --document y
refused "padron open" NotHeld 65 "is held" baja_oficio $E --person 99999999R --cause x --document y
refused "padron open" Tomorrow 65 "is after today" baja_oficio $E --person "$removed" --cause x --document y --date 2026-04-08 --at $NOW
ends "open" 0 sctf --json --at $NOW padron open baja_oficio $E --person "$removed" --cause "no vive en el domicilio" --document "Decreto 12/2026"
refused "padron open" Twice 65 "is held already" baja_oficio $E --person "$removed" --cause x --document y --at $NOW
refused "padron step" OutOfOrder 65 "what does: audiencia, archivo" $E resolucion --document "Decreto 13/2026" --at $NOW
refused "padron step" NoStep 65 "is no step" $E otra --document x --at $NOW
refused "padron step" NoExpediente 65 "no expediente" none audiencia --document x --at $NOW
refused "padron propose" NothingAllowed 65 "lets no baja" --expediente $E --out "$WORK/none.csv" --at $NOW
ends "audiencia" 0 step 2026-04-08 audiencia "oficio 45"
refused "padron step" BeforeTheLast 65 "before the last step" $E notificada --document x --date 2026-04-07 --at 2026-04-20T10:00:00Z
ends "the letter" 0 sctf --json --at 2026-04-08T11:00:00Z padron letters --kind expedientes --out "$WORK/letters"
same "the letter" 1 "$(field letters)"
ends "the letter conforms" 0 "$PDF_CHECK" "$WORK/letters/cartas-expedientes-$(field lot).pdf"
ends "notificada" 0 step 2026-04-15 notificada "acuse 1"
said "notificada: fifteen working days" '"plazo":"2026-05-07"'
refused "padron step" TermNotOver 65 "waits for the end of the term" $E silencio --document x --at 2026-05-07T10:00:00Z
printf '%s\n' "$(cat "$WORK/header")" >"$WORK/bii.csv"
awk -F';' -v OFS=';' -v n="$(column nia)" -v who="$removed" 'NR == 1 { for (i = 1; i <= NF; i++) $i = ""; $1 = "2026-05-06"; $2 = "B"; $3 = "II"; $n = who; print }' "$WORK/header" >>"$WORK/bii.csv"
refused "padron move" BeforeItsStep 65 "stands at notificada" "$WORK/bii.csv" --expediente $E --at 2026-05-06T10:00:00Z
ends "due" 0 sctf --json --at 2026-05-08T10:00:00Z padron due
said "due: what may follow" '"siguientes":["conforme","disconforme","silencio","archivo"]'
same "due: one is late" "1 1" "$(field expedientes) $(field overdue)"
refused "padron due" Overdue 65 "past their term" --overdue --at 2026-05-08T10:00:00Z
refused "padron due" NoExpediente 65 "no expediente" none
refused "padron due" NoProcedure 65 "is no procedure" --class otra
ends "silencio" 0 step 2026-05-08 silencio "diligencia 3"
ends "informe_pedido" 0 step 2026-05-11 informe_pedido "oficio 50"
refused "padron step" WithoutTheReport 65 "what does: informe_favorable" $E resolucion --document x --at 2026-05-12T10:00:00Z
ends "informe_favorable" 0 step 2026-06-01 informe_favorable "sesión 4/2026"
ends "resolucion" 0 step 2026-06-03 resolucion "Decreto 40/2026"
said "resolucion: its movement is missing" '"falta_movimiento":"BII"'
ends "propose of it" 0 sctf --json --at 2026-06-03T10:00:00Z padron propose --expediente $E --out "$WORK/bii.csv"
same "propose of it" 1 "$(field movements)"
ends "BII" 0 sctf --quiet --at 2026-06-03T11:00:00Z padron move "$WORK/bii.csv" --expediente $E
ends "not registered" 0 sctf --json padron show "$removed"
same "not registered" false "$(field registered)"
ends "nothing is open" 0 sctf --json --at 2026-06-03T11:00:00Z padron due
same "nothing is open" 0 "$(field expedientes)"
ends "it can be looked at" 0 sctf --json --at 2026-06-03T11:00:00Z padron due $E
said "it can be looked at" '"abierto":false'
refused "padron open" NotRegistered 65 "is not registered" baja_oficio 2026/00124 --person "$removed" --cause x --document y
ends "of another person" 0 sctf --quiet --at $NOW padron open baja_oficio 2026/00125 --person "$listed" --cause x --document y
ends "agreed" 0 sctf --quiet --at $NOW padron step 2026/00125 audiencia --document x
ends "agreed" 0 sctf --quiet --at $NOW padron step 2026/00125 conforme --document x
ends "agreed" 0 sctf --quiet --at $NOW padron step 2026/00125 resolucion --document x
sed "s/$removed/$neighbour/" "$WORK/bii.csv" >"$WORK/other.csv"
refused "padron move" AnotherPerson 65 "is not about NIA" "$WORK/other.csv" --expediente 2026/00125 --at 2026-06-04T10:00:00Z

# A doubt: three months, then it counts as accepted.
ends "a doubt" 0 sctf --json --at $NOW padron open duda 2026/00200 --new "X1234567L:NADIA PRUEBA" --cause "no acredita el domicilio" --document "solicitud 7" --date 2026-04-06
said "a doubt: its clock" '"plazo":"2026-07-06"'
ends "a request for papers" 0 sctf --json --at 2026-04-20T10:00:00Z padron step 2026/00200 requerimiento --document "oficio 60"
said "the clock goes on" '"paso":"requerimiento","fecha":"2026-04-20","plazo":"2026-07-06"'
refused "padron step" TooEarlyForSilence 65 "waits for the end of the term" 2026/00200 silencio --document x --at 2026-07-06T10:00:00Z
ends "doubts by their term" 0 sctf --json --at 2026-07-07T10:00:00Z padron due --class duda
said "doubts by their term" '"vencido":true'
ends "silence" 0 sctf --json --at 2026-07-07T10:00:00Z padron step 2026/00200 silencio --document "diligencia 9"
said "silence lets the alta be registered" '"falta_movimiento":"AOM ACR MCD MPE"'

# The hoja to be signed.
ends "a blank form" 0 sctf --json --at $NOW padron form --out "$WORK/blank.pdf"
ends "a blank form conforms" 0 "$PDF_CHECK" "$WORK/blank.pdf"
ends "a filled form" 0 sctf --json --at $NOW padron form --person "$mother" --blank 1 --out "$WORK/hoja.pdf"
ends "a filled form conforms" 0 "$PDF_CHECK" "$WORK/hoja.pdf"
hoja=$(nominated "$mother" nhop)
ends "by hoja" 0 sctf --json --at $NOW padron form --hoja "$hoja" --blank 1 --out "$WORK/hoja2.pdf"
same_file "by hoja" "$WORK/hoja.pdf" "$WORK/hoja2.pdf"
{ cat "$WORK/header" && grep -a -m 1 "$mother" "$C"; } >"$WORK/alta.csv"
ends "of a proposed alta" 0 sctf --json --at $NOW padron form --input "$WORK/alta.csv" --expediente 2026/00300 --out "$WORK/alta.pdf"
same "of a proposed alta" 1 "$(field people)"
{ cat "$WORK/alta.csv" && grep -a -m 1 "$neighbour" "$C"; } >"$WORK/two.csv"
refused "padron form" TwoAddresses 65 "one hoja is one address" --input "$WORK/two.csv" --out "$WORK/none.pdf"
refused "padron form" NoHoja 65 "nobody is registered" --hoja 9999999999 --out "$WORK/none.pdf"
absent "no form" "$WORK/none.pdf"

# Lists for others: residence alone, nobody protected, each with its audit row.
ends "protect" 0 sctf --quiet --at $NOW padron protect "$neighbour" --source "auto 1/2026"
refused "padron form" Protected 77 "has a prevention note" --person "$neighbour" --out "$WORK/none.pdf"
printf 'documento\n%s\n%s\n%s\n99999999R\n' "$mother" "$neighbour" "$removed" >"$WORK/list.csv"
disclose=(--body "Juzgado de Instrucción 3" --basis "LBRL 16.3" --purpose "citación")
before=$(ask "select count(*) from audit where action = 'padron.disclose'")
ends "disclose" 0 sctf --json --at $NOW padron disclose --input "$WORK/list.csv" "${disclose[@]}" --expediente "DP 55/2026" --out "$WORK/answer.csv"
same "disclose" "4 1 1 1" "$(field people) $(field registered) $(field reserved) $(field unknown)"
same "disclose: one row each, and one of the list" 4 $(($(ask "select count(*) from audit where action = 'padron.disclose'") - before))
same "disclose: states" "inscrita se_contesta_aparte baja no_consta" "$(tail -n +2 "$WORK/answer.csv" | cut -d';' -f2 | paste -sd ' ')"
same "disclose: nothing of who is protected" ";;;" "$(grep -a aparte "$WORK/answer.csv" | cut -d';' -f3-6)"
same "disclose: no address of who left" ";;" "$(grep -a ';baja;' "$WORK/answer.csv" | cut -d';' -f4-5);"
ends "disclose as a sheet" 0 sctf --quiet --at $NOW padron disclose --input "$WORK/list.csv" "${disclose[@]}" --out "$WORK/answer.xlsx"
same "disclose as a sheet" PK "$(head -c 2 "$WORK/answer.xlsx")"
full="$(nominated "$mother" nomb) $(nominated "$mother" part1) $(nominated "$mother" ape1) $(nominated "$mother" part2) $(nominated "$mother" ape2)"
printf 'nombre;nacimiento\n%s;%s\nNADIE PRUEBA;1980-01-01\n' "$full" "$(nominated "$mother" fnac)" >"$WORK/names.csv"
ends "disclose by name" 0 sctf --json --at $NOW padron disclose --input "$WORK/names.csv" "${disclose[@]}" --out "$WORK/answer2.csv"
same "disclose by name" "1 1" "$(field registered) $(field unknown)"
refused "padron disclose" NoBasis 65 "by which rule" --input "$WORK/list.csv" --body x --basis "" --purpose x --out "$WORK/none.csv"
refused "padron disclose" AnotherFile 65 "the first line is" --input "$C" "${disclose[@]}" --out "$WORK/none.csv"
printf 'nombre;nacimiento\nALGUIEN;ayer\n' >"$WORK/day.csv"
refused "padron disclose" NoBirth 65 "day.csv:2:9" --input "$WORK/day.csv" "${disclose[@]}" --out "$WORK/none.csv"
refused "padron disclose" NoKindOfFile 65 "a .csv or a .xlsx" --input "$WORK/list.csv" "${disclose[@]}" --out "$WORK/none.pdf"
absent "nothing went out" "$WORK/none.csv"

# Renewals and those not told in five years.
ends "renewals" 0 sctf --json --at $NOW padron renewals --until 2026-12-31
encsarp=$(grep '"clase":"ENCSARP"' "$OUT" | sed 's/.*"vence":"\([0-9-]*\).*/\1/' | awk '$1 > "2026-04-07"' | wc -l)
ends "letters of renewal" 0 sctf --json --at $NOW padron letters --kind renovacion --until 2026-12-31 --lang en --out "$WORK/letters"
same "letters of renewal: each who expires" "$encsarp" "$(($(field letters) + $(field reserved)))"
ends "letters of renewal conform" 0 "$PDF_CHECK" "$WORK/letters/cartas-renovacion-$(field lot).pdf"
ends "uninformed" 0 sctf --json --at $NOW padron uninformed
people=$(field people)
refused "padron uninformed" NoDay 64 "on" --on 2026-13-01
ends "letters to them" 0 sctf --json --at $NOW padron letters --kind informacion --out "$WORK/letters"
reserved=$(field reserved)
same "letters to them" "$people" "$(($(field letters) + reserved))"
ends "told now" 0 sctf --json --at 2026-04-08T10:00:00Z padron uninformed
same "told now" "$reserved" "$(field people)"

# Births and deaths of the civil registry.
born() { # MOTHER FATHER DAY
  printf '%-20s%-6s%-25s%-6s%-25s6%s%s%s%-20s%-20s%-62s\r\n' NUEVA "" PRUEBA "" NACIDA 38 038 "$3" "$1" "$2" "T 12 P 3"
}
document() { printf '%s%s' "$(nominated "$1" iden)" "$(nominated "$1" liden)"; }
{ born "$(document "$mother")" "" 20260325 && born "" 99999999R 20260326; } >"$WORK/births.txt"
ends "births" 0 sctf --json --at $NOW padron events "$WORK/births.txt" --kind births --out "$WORK/births.csv"
same "births" 1 "$(field movements)"
said "births: no parent of ours" '"estado":"no_consta"'
ends "a newborn is registered" 0 sctf --json --at $NOW padron move "$WORK/births.csv" --origin RC
ends "births again" 0 sctf --json --at $NOW padron events "$WORK/births.txt" --kind births --out "$WORK/births.csv"
same "births again" 0 "$(field movements)"
died() { # NIA DAY
  printf '%-20s%-6s%-25s%-6s%-25s%s%s%s1 %s%s%-20s%s%-65s\r\n' "$(nominated "$1" nomb)" "$(nominated "$1" part1)" "$(nominated "$1" ape1)" \
    "$(nominated "$1" part2)" "$(nominated "$1" ape2)" "$(nominated "$1" cpron)" "$(nominated "$1" cmunn)" "$(nominated "$1" fnac | tr -d -)" \
    "$(nominated "$1" iden)" "$(nominated "$1" liden)" "" "$2" "T 4"
}
{ died "$doubled" 20260330 && died "$dead" 20260215; } >"$WORK/deaths.txt"
ends "deaths" 0 sctf --json --at $NOW padron events "$WORK/deaths.txt" --kind deaths --out "$WORK/deaths.csv"
same "deaths" 1 "$(field movements)"
said "deaths: held already" '"estado":"ya_consta"'
ends "a death is registered" 0 sctf --quiet --at $NOW padron move "$WORK/deaths.csv" --origin RC
head -c 150 "$WORK/deaths.txt" >"$WORK/short.txt"
refused "padron events" WrongLength 65 "short.txt:1:1" "$WORK/short.txt" --kind deaths --out "$WORK/none.csv"
refused "padron events" NoKind 64 "kind" "$WORK/deaths.txt" --kind weddings --out "$WORK/none.csv"

# The pyramid for everybody.
ends "pyramid" 0 sctf --quiet padron export --format pyramid --out "$WORK/counts"
ends "the pyramid conforms" 0 "$PDF_CHECK" "$WORK/counts/piramide-2026.pdf"

# A referencia catastral finds its block, where the tramos say which it is.
mkdir -p "$WORK/land"
street=$(awk -F';' -v t="$(column tinum)" -v n="$(column numer)" 'NR > 1 && $t == 2 {print NR; exit}' "$C")
awk -F';' -v d="$(column dist)" -v s="$(column secc)" -v u="$(column cun)" -v v="$(column cvia)" -v t="$(column tinum)" -v n="$(column numer)" -v q="$(column cnumer)" -v line="$street" '
  NR == line { wanted = $d ";" $s ";" $u ";" $v ";" $t ";" $n ";" $q }
  NR > 1 { k = $d ";" $s ";" $u ";" $v ";" $t ";" $n ";" $q; if (!(k in seen)) { seen[k] = 1; list[++c] = k } }
  END { for (i = 1; i <= c; i++) { split(list[i], f, ";"); manz = list[i] == wanted ? "78956CS7479N" : ""
    part = sprintf("%2s%3s%1s%2s%7s", f[1], f[2], "", "", f[3]); ends = sprintf("%1s%4s%-1s%4s%-1s", f[5], f[6], f[7], f[6], f[7])
    printf "38038%s%5s00000%-12s38001%s%1s%2s%8s%1s", part, f[4], manz, ends, "", "", "20250101", "A"
    printf "%s%75s%5s%25s00000%50s%-12s38001%s\r\n", part, "", f[4], "", "", manz, ends } }' "$C" >"$WORK/land/TRAM"
fresh_database tramos
ends "with tramos" 0 sctf --quiet padron import "$C" --territory "$WORK/land"
ends "by referencia catastral" 0 sctf --json padron address 7895613CS7479N0001ZX
said "by referencia catastral: who lives there" "$(of "$street" nia)"
refused "padron address" NoBlock 65 "no dwelling lies in block" 1234567AB1234C
finish
