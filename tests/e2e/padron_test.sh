#!/bin/bash
# The padrón of a small city: in from padron.csv, every planted error found at its place, out and in again.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

PEOPLE=600
fresh_database data
sctf --quiet demo city --inhabitants $PEOPLE --seed 5 --out "$WORK/city" || fail "demo city"
C=$WORK/city/padron.csv
head -n 1 "$C" >"$WORK/header"
column() { tr ';' '\n' <"$WORK/header" | grep -nxF -- "$1" | cut -d: -f1; }
# plant NAME LINE COLUMN VALUE…: a copy of the padrón with other values in one line.
plant() {
  local name=$1 line=$2 script=''
  shift 2
  while [ $# -gt 0 ]; do
    script+="\$$(column "$1") = \"$2\"; "
    shift 2
  done
  awk -F';' -v OFS=';' "NR == $line { $script } 1" "$C" >"$WORK/$name.csv"
}
# wrong NAME LINE FIELD TEXT COLUMN VALUE…: the import of such a copy is refused at that line and field, whole.
wrong() {
  local name=$1 line=$2 field=$3 text=$4
  shift 4
  plant "$name" "$line" "$@"
  local before
  before=$(sed -n "${line}p" "$WORK/$name.csv" | awk -F';' -v n="$(column "$field")" '{for (i = 1; i < n; i++) printf "%s;", $i}')
  ends "$name" 65 sctf --json padron import "$WORK/$name.csv"
  said "$name" "$text"
  said "$name: its place" "$name.csv\",\"line\":$line,\"column\":$((${#before} + 1)),"
}

# Whose line is what: a Spaniard with DNI, a foreigner with NIE, one with a passport, a child, a numbered dwelling.
line_of() { awk -F';' -v t="$(column tiden)" -v n="$(column cnes)" "$1 {print NR; exit}" "$C"; }
dni=$(line_of 'NR > 3 && $t == 1 && $n != "00" && $(t - 20) != 0')
nie=$(line_of '$t == 3 && $n != "00"')
passport=$(line_of '$t == 2 && $n != "00"')
child=$(line_of '$n == "00"')
numbered=$(awk -F';' -v t="$(column tinum)" 'NR > 20 && $t == 2 {print NR; exit}' "$C")

refused "padron import" NoSuchFile 66 "none.csv" "$WORK/none.csv"
head -c 0 "$C" >"$WORK/empty.csv"
refused "padron import" Empty 65 "is empty" "$WORK/empty.csv"
refused "padron import" HeaderAlone 65 "holds no record" "$WORK/header"
refused "padron import" AnotherCensus 65 "first line" "$WORK/city/ibi.csv"
wrong ImpossibleDay "$dni" fnac "must be a day that exists" fnac 1980-02-30
wrong BornLater "$dni" fnac "FNAC is after 2025-12-31" fnac 2026-01-01 cvar "" cauv "" fvar 1996-05-01
wrong MovedLater "$dni" fvar "FVAR is after 2025-12-31" fvar 2026-01-01
wrong BeforeBirth "$dni" fvar "before the birth" fvar 1997-01-01 fnac 1998-03-01 cvar A cauv OM
wrong NotTheBirth "$child" fvar "birth date" cvar A cauv NA fvar 2025-12-31 fnac 2025-12-30
wrong NoMovement "$dni" cvar "is no movement" cauv XX
wrong ABaja "$dni" cvar "is a baja" cvar B cauv DE
wrong DniLetter "$dni" liden "should be" iden 12345678 liden A
wrong NieLetter "$nie" liden "should be" liden -
wrong NieShort "$nie" iden "a zero and its seven digits" iden 12345678
wrong PassportMissing "$passport" ndocu "NDOCU is empty" ndocu ""
wrong NumberOfNobody "$dni" iden "nobody's number" tiden 0 lextr "" iden 12345678 liden Z
wrong UnknownCountry "$nie" naci "no nationality" naci 198
wrong BornAbroadInSpain "$nie" cmunn "country 108 is Spain" cpron 66 cmunn 108
wrong UnknownProvince "$dni" cpron "no province" cpron 53
wrong NoStudies "$dni" cnes "is for minors" cnes 00
wrong UnknownStudies "$dni" cnes "no code of studies" cnes 77
wrong Arabic "$dni" nomb "not in the alphabet" nomb "محمد"
wrong Cyrillic "$dni" ape1 "not in the alphabet" ape1 "ИВАНОВ"
wrong SmallLetters "$dni" nomb "not in the alphabet" nomb "josé"
wrong LongName "$dni" ape1 "more than 25 characters" ape1 "WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHEVORALTERNWARENGEWISSEN"
wrong LongParticle "$dni" ape1 "25 are the most" part1 "DE LA" ape1 "SANTISIMA TRINIDAD MAYOR"
wrong WrongSex "$dni" sexo "SEXO is 1" sexo 2
wrong WrongType "$numbered" tvia "no type of INE" tvia AVDAS
wrong WrongParity "$numbered" numer "TINUM 2 says even" numer 0007
wrong WrongUnnumbered "$numbered" numer "is 0000 S" tinum 0 numer 0004 cnumer ""
wrong OtherStreetName "$numbered" nviac "and here" nviac "OTRA CALLE"
wrong OtherAddress 3 nhop "at another address in line 2" puer Z
wrong SamePerson 4 nia "stands in line 3 already" nia "$(sed -n 3p "$C" | cut -d';' -f"$(column nia)")"
first=$(sed -n "${dni}p" "$C")
wrong SameDni "$((dni + 1))" iden "one inscripción a person" tiden 1 lextr "" iden "$(cut -d';' -f"$(column iden)" <<<"$first")" liden "$(cut -d';' -f"$(column liden)" <<<"$first")" ndocu ""
cut -d';' -f1-20 "$C" >"$WORK/narrow.csv"
ends "a narrow file" 65 sctf padron import "$WORK/narrow.csv"
{ cat "$C" && printf '2020-01-01;A;OM\n'; } >"$WORK/short.csv"
ends "a line cut off" 65 sctf padron import "$WORK/short.csv"
said "a line cut off" "short.csv:$((PEOPLE + 2)):1: error:"
ends "all of them" 65 sctf --json padron import "$WORK/SmallLetters.csv"
same "rejects" 1 "$(field rejects)"
ends "nothing is held" 0 sctf --json padron population
same "nothing is held" 0 "$(field total)"

# An unknown birthplace only warns.
plant warns "$dni" cpron 38 cmunn 999
ends "rehearsal" 0 sctf --json padron import "$WORK/warns.csv" --dry-run
said "rehearsal" "is not in the list of municipalities"
same "rehearsal: warnings" 1 "$(field warnings)"

ends "import" 0 sctf --json padron import "$C"
same "import: lines" $PEOPLE "$(field lines)"
ends "import again" 0 sctf --json padron import "$C"
same "import again" true "$(field existed)"
refused "padron import" InUse 65 "people are held" "$WORK/warns.csv"
ends "check" 0 sctf --json padron check
ends "population" 0 sctf --json padron population
same "population" $PEOPLE "$(field total)"
men=$(awk -F';' -v s="$(column sexo)" 'NR > 1 && $s == 1' "$C" | wc -l)
said "population" "\"sexo\":{\"1\":$men,\"6\":$((PEOPLE - men))}"
refused "padron population" NoSuchYear 64 "ejercicio" --ejercicio 1900

# Out and in again: the same bytes, whoever holds them.
ends "export csv" 0 sctf padron export --format csv --out "$WORK/exp"
same_file "csv out is csv in" "$C" "$WORK/exp/padron.csv"
ends "export ine-full" 0 sctf --json padron export --format ine-full --out "$WORK/exp"
same "ine-full: records" $PEOPLE "$(field records)"
same "ine-full: bytes" $((PEOPLE * 556)) "$(stat -c %s "$WORK/exp/C38038AI.026")"
sum=$(field sha256)
ends "export ine-full again" 0 sctf --json padron export --format ine-full --out "$WORK/exp"
same "export ine-full again" "$sum true" "$(field sha256) $(field existed)"
ends "export ine-month" 0 sctf --json --at 2026-03-05T10:00:00Z padron export --format ine-month --month 2026-03 --out "$WORK/exp"
same "a month without movements" 0 "$(stat -c %s "$WORK/exp/H38038AI.326")"
refused "padron export" NoMonth 64 "--month" --format ine-month --out "$WORK/exp"
refused "padron export" NoFormat 64 "format" --format pdf --out "$WORK/exp"
first_data=$DATA
fresh_database other
ends "import of the C file" 0 sctf --json padron import "$WORK/exp/C38038AI.026"
ends "and out again" 0 sctf padron export --format ine-full --out "$WORK/exp2"
same_file "export, import, export" "$WORK/exp/C38038AI.026" "$WORK/exp2/C38038AI.026"
ends "check of the other" 0 sctf padron check

# A C file with an error: the position of its field, the identification block where both have it.
fresh_database bad
ine() { # NAME LINE POSITION TEXT COLUMN MESSAGE: TEXT put at POSITION of a copy's line, which is refused at COLUMN
  mkdir -p "$WORK/$1"
  LC_ALL=C awk -v l="$2" -v p="$3" -v t="$4" 'NR == l { $0 = substr($0, 1, p - 1) t substr($0, p + length(t)) } 1' "$WORK/exp/C38038AI.026" >"$WORK/$1/C38038AI.026"
  ends "C: $1" 65 sctf --json padron import "$WORK/$1/C38038AI.026"
  said "C: $1: place" "\"line\":$2,\"column\":$5,"
  said "C: $1" "$6"
}
ine OtherMunicipality 3 3 023 3 "ours is 038"
ine BlocksDiffer 4 6 OTRO 6 "in a whole padrón they are equal"
ine SmallLetter 5 415 a 415 "the small letter 0x61"
ine Control 6 184 "$(printf '\001')" 178 "control character 0x01"
ine Eighty 7 6 "$(printf '\205')" 6 "control character 0x85"
ine Date 8 161 20250230 161 "must be a day"
ine Tloc 9 378 3 378 "TLOC is 1"
ine Digits 10 351 00X1 351 "must be digits"
mkdir -p "$WORK/length" "$WORK/utf8" "$WORK/year"
sed '3s/..$//' "$WORK/exp/C38038AI.026" >"$WORK/length/C38038AI.026"
ends "C: length" 65 sctf padron import "$WORK/length/C38038AI.026"
said "C: length" "C38038AI.026:3:1: error: the record has"
iconv -f latin1 -t utf8 "$WORK/exp/C38038AI.026" >"$WORK/utf8/C38038AI.026"
if ! cmp -s "$WORK/exp/C38038AI.026" "$WORK/utf8/C38038AI.026"; then
  ends "C: UTF-8" 65 sctf padron import "$WORK/utf8/C38038AI.026"
  said "C: UTF-8" "the record is UTF-8"
fi
refused "padron import" OtherYear 65 "the extension says 2026" "$WORK/exp/C38038AI.026" --ejercicio 2025
: >"$WORK/year/C38038AI.026"
refused "padron import" EmptyC 65 "is empty" "$WORK/year/C38038AI.026"
ends "an empty H file is a parte negativo" 0 sctf padron import "$WORK/exp/H38038AI.326"
DATA=$first_data

number=$(cut -d';' -f"$(column iden)" <<<"$first")$(cut -d';' -f"$(column liden)" <<<"$first")
ends "show" 0 sctf --json padron show "$number" --reason prueba
said "show" "\"documento\":\"$number\""
same "the audit row" prueba "$(ask "select reason from audit where action = 'padron.show' and refusal = ''")"
refused "padron show" NobodyThere 65 "is held" 99999999R
refused "padron show" WrongLetter 65 "control character should be R" 99999999A
refused "padron history" NobodyThere 65 "is held" 99999999R
ends "history" 0 sctf --json padron history "$number" --on 1990-01-01
same "history: nothing yet" 0 "$(field inscripciones)"

# move: one line refused, nothing registered; then one accepted. One instant for all that is registered: a month may end
# while this runs.
today=$(date -u +%Y-%m-%dT%H:%M:%SZ)
{ cat "$WORK/header" && printf '%s\n' "$first"; } >"$WORK/again.csv"
refused "padron move" NoSuchFile 66 "none.csv" "$WORK/none.csv"
nia=$(cut -d';' -f"$(column nia)" <<<"$first")
empty=$(printf ';%.0s' $(seq 1 47))
echo "2026-02-01;B;DE;$empty" | awk -F';' -v OFS=';' -v c="$(column nia)" -v n="$nia" '{$c = n} 1' >"$WORK/line"
cat "$WORK/header" "$WORK/line" >"$WORK/death.csv"
{ cat "$WORK/death.csv" && sed 's/2026-02-01/2026-03-01/' "$WORK/line"; } >"$WORK/twice.csv"
refused "padron move" DeadPeopleMoving 65 "no movement follows a BDE" "$WORK/twice.csv"
ends "still registered" 0 sctf --json padron show "$nia"
same "still registered" true "$(field registered)"
ends "a death" 0 sctf --json --at "$today" padron move "$WORK/death.csv" --origin RC
ends "a death again" 0 sctf --json --at "$today" padron move "$WORK/death.csv" --origin RC
same "a death again" true "$(field existed)"
ends "not registered" 0 sctf --json padron show "$nia"
same "not registered" false "$(field registered)"
ends "on the day before" 0 sctf --json padron history "$nia" --on 2026-01-31
same "on the day before" true "$(field registered)"
ends "check after" 0 sctf padron check

export LC_ALL=C # positions are bytes
# What INE sends back: a baja to carry out, a name that it holds otherwise, one of nobody.
blank() { printf "%$1s" ''; }
tail_of() { awk -v marks="$1" 'BEGIN { n = split(marks, m, " "); for (i = 1; i <= 150; i++) t = t " "; for (i = 1; i <= n; i++) t = substr(t, 1, m[i] - 1) "X" substr(t, m[i] + 1); printf "%s", t }'; }
record() { sed -n "$1p" "$WORK/exp/C38038AI.026" | tr -d '\r'; }
at() { awk -v p="$1" -v t="$2" '{ print substr($0, 1, p - 1) t substr($0, p + length(t)) }'; }
with() { awk -v t="$1" '{ printf "%s%s\r\n", $0, t }'; }
{
  record 20 | at 158 "   20260310BCR" | at 172 "$(blank 375)35016   " | with "$(tail_of 80)"
  record 21 | at 415 "OTRO NOMBRE         " | with "$(tail_of "51 66")"
  record 22 | at 6 "$(printf '%-140s' NADIE)" | at 379 "$(blank 15)" | at 415 "$(printf '%-140s' NADIE)" | with "$(tail_of 144)"
} >"$WORK/H38038IA.326"
ends "return" 0 sctf --json padron return "$WORK/H38038IA.326"
same "return: marks" "4" "$(field marks)"
ends "return again" 0 sctf --json padron return "$WORK/H38038IA.326"
same "return again" true "$(field existed)"
ends "incidencias" 0 sctf --json padron incidencias
same "incidencias" 4 "$(field incidencias)"
said "incidencias: 80" '"error":80,"marca":"X","clase":"comunicacion","accion":"dar la baja por cambio de residencia"'
said "incidencias: what INE holds" '{"campo":"nomb","ine":"OTRO NOMBRE"'
said "incidencias: 66" '"error":66,"marca":"X","clase":"invalidante"'
ends "incidencias, for people" 0 sctf padron incidencias
said "incidencias, for people" "Dé la baja sin más trámite (BCR)"
leaver=$(record 20 | cut -c132-146)
echo "2026-03-10;B;CR;$empty" | awk -F';' -v OFS=';' -v c="$(column nia)" -v n="$leaver" -v p="$(column prdp)" -v m="$(column mudp)" '{$c = n; $p = "35"; $m = "016"} 1' >"$WORK/line"
cat "$WORK/header" "$WORK/line" >"$WORK/leaves.csv"
refused "padron move" WithoutIne 65 "waits for INE" "$WORK/leaves.csv"
ends "with INE" 0 sctf --at "$today" padron move "$WORK/leaves.csv" --origin INE
ends "settled" 0 sctf --json padron incidencias --all
said "settled" '"estado":"resuelta"'
ends "only what is open" 0 sctf --json padron incidencias
same "only what is open" 3 "$(field incidencias)"
refused "padron incidencias" NoSuchOption 64 "--none" --none
head -c 700 "$WORK/H38038IA.326" >"$WORK/cut.326"
refused "padron return" WrongLength 65 "cut.326:1:1: error: " "$WORK/cut.326"
sed '2s/..$//' "$WORK/H38038IA.326" >"$WORK/shorter.326"
refused "padron return" OneShort 65 "shorter.326:2:1" "$WORK/shorter.326"

# The figure: ours - D - R + S = INE's.
for kind in R R D S; do
  line=$((${line:-30} + 1))
  record $line | at 158 "$kind" | with "$(blank 195)"
done >"$WORK/R38038IA.026"
ends "reparos" 0 sctf --json padron return "$WORK/R38038IA.026"
ends "cifras" 0 sctf --json padron cifras --ine $((PEOPLE - 1 - 2 + 1))
same "cifras" "$((PEOPLE - 2))" "$(field ine)"
refused "padron cifras" AnotherFigure 65 "INE says" --ine $PEOPLE

# The month: what was registered by its day, the state before as it was sent.
month=$(TZ=Atlantic/Canary date -d "$today" +%Y-%m)
ends "ine-month" 0 sctf --json padron export --format ine-month --month "$month" --out "$WORK/month"
same "ine-month: records" 2 "$(field records)"
sum=$(field sha256)
ends "ine-month again" 0 sctf --json padron export --format ine-month --month "$month" --out "$WORK/month"
same "ine-month again" "$sum true" "$(field sha256) $(field existed)"
for file in "$WORK"/month/H*; do
  same "a baja names its person" "$(record 20 | cut -c6-157)" "$(LC_ALL=C grep -a 'BCR' "$file" | cut -c6-157)"
  same "and goes to" "35016" "$(LC_ALL=C grep -a 'BCR' "$file" | cut -c547-551)"
  fresh_database fresh
  ends "C, then H" 0 sctf padron import "$WORK/exp/C38038AI.026"
  ends "C, then H" 0 sctf --json padron import "$file"
  same "C, then H: movements" 2 "$(field lines)"
  ends "H out again" 0 sctf padron export --format ine-month --month "$month" --out "$WORK/month2"
  same_file "H out, in, out" "$file" "$WORK/month2/${file##*/}"
  DATA=$first_data
done

# The desk: streets as people type them, who lives there, who must renew; consents and prevention notes.
street=$(sed -n "${numbered}p" "$C" | cut -d';' -f"$(column nviac)")
house=$(sed -n "${numbered}p" "$C" | cut -d';' -f"$(column numer)" | sed 's/^0*//')
lives=$(sed -n "${numbered}p" "$C" | cut -d';' -f"$(column nia)")
ends "address" 0 sctf --json padron address "c/ $(tr '[:upper:]' '[:lower:]' <<<"$street"), $house"
said "address" "\"nombre\":\"$street\""
said "address: who lives there" "$lives"
ends "address with a slip" 0 sctf --json padron address "${street%?}x $house"
said "address with a slip" "\"nombre\":\"$street\""
refused "padron address" NoStreet 65 "no street is near" XQZKWJV
ends "protect" 0 sctf padron protect "$lives" --source "Auto 1/2026" --reason prueba
ends "a protected dwelling" 0 sctf --json padron address "$street $house"
said "a protected dwelling" '"protected":true,"nias":[]'
ends "protect --end" 0 sctf padron protect "$lives" --source "Auto 2/2026" --end
refused "padron protect" Nobody 65 "is held" 99999999R --source x
ends "consent" 0 sctf --json padron consent "$lives" --source "hoja padronal"
refused "padron consent" NotRegistered 65 "is not registered" "$nia" --source x
ends "renewals" 0 sctf --json padron renewals --until 2027-12-31
said "renewals" '"clase":"ENCSARP","movimiento":"MRN"'
said "renewals" '"clase":"NO_ENCSARP","movimiento":"MCO"'
refused "padron renewals" NoDay 64 "until" --until 2026-02-30
ends "xlsx" 0 sctf --json padron export --format xlsx --out "$WORK/counts"
records=$(field records)
if command -v python3 >/dev/null; then
  python3 - "$WORK/counts/padron-2026.xlsx" >"$OUT" 2>"$ERR" <<'P' || true
import sys, zipfile
import xml.etree.ElementTree as E
n = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
rows = E.fromstring(zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml')).findall(f'.//{n}row')
text = lambda cell: ''.join(t.text or '' for t in cell.iter(f'{n}t'))
print(len(rows) - 1, text(rows[0][0]), sorted({len(text(c)) for r in rows[1:] for c in r if c.get('r').startswith('AC')}))
P
  same "xlsx: rows, header, NIA whole" "$records fvar [15]" "$(cat "$OUT")"
else skip "no python3"; fi
ends "pyramid" 0 sctf padron export --format pyramid --out "$WORK/counts"
ends "the picture is XML" 0 xmllint --noout "$WORK/counts/piramide-2026.svg"
ends "opendata" 0 sctf padron export --format opendata --out "$WORK/counts"
ends "a cell is 0, 5 or more, or withheld" 1 awk -F';' 'NR > 1 && $4 != "" && $4 > 0 && $4 < 5 {bad = 1} END {exit !bad}' "$WORK/counts/poblacion-2026.csv"
ends "electoral" 0 sctf --json padron export --format electoral --out "$WORK/counts"
same "electoral: records" "$(field records)" "$(($(wc -l <"$WORK/counts/electores-2026.csv") - 1))"

# Numbers must lie in their tramos where those are given.
mkdir -p "$WORK/land"
awk -F';' -v d="$(column dist)" -v s="$(column secc)" -v u="$(column cun)" -v v="$(column cvia)" -v t="$(column tinum)" -v n="$(column numer)" -v q="$(column cnumer)" '
  NR > 1 { k = $d ";" $s ";" $u ";" $v ";" $t ";" $n ";" $q; if (!(k in seen)) { seen[k] = 1; print k } }' "$C" |
  awk -F';' '{ part = sprintf("%2s%3s%1s%2s%7s", $1, $2, "", "", $3); ends = sprintf("%1s%4s%-1s%4s%-1s", $5, $6, $7, $6, $7)
    printf "38038%s%5s00000%12s38001%s%1s%2s%8s%1s", part, $4, "", ends, "", "", "20250101", "A"
    printf "%s%75s%5s%25s00000%50s%12s38001%s\r\n", part, "", $4, "", "", "", ends }' >"$WORK/land/TRAM"
same "a tramo has 273 positions" 275 "$(head -n 1 "$WORK/land/TRAM" | wc -c)"
fresh_database tramos
ends "with tramos" 0 sctf padron import "$C" --territory "$WORK/land"
ends "check with tramos" 0 sctf padron check
fresh_database outside
plant outside "$numbered" numer 9998 nhop 0000999999
ends "a number outside" 65 sctf padron import "$WORK/outside.csv" --territory "$WORK/land"
said "a number outside" "is in no tramo"
plant section "$numbered" secc 999 nhop 0000999999
ends "another section" 65 sctf padron import "$WORK/section.csv" --territory "$WORK/land"
said "another section" "lies in section"
sed 's/..$//' "$WORK/land/TRAM" >"$WORK/land/TRAM2"
ends "a territory file cut off" 65 sctf padron import "$C" --territory "$WORK/land"
DATA=$first_data

ask "update habitante set alta = '1999-01-01' where nia = '$nia'" >/dev/null 2>&1
refused "padron check" AChangedRow 65 "break an invariant"
finish
