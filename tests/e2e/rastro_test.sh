#!/bin/bash
# The trail: each verb that deals with people's data leaves its row, also where it refuses; the chain and its checkpoints; what
# a person is told of who looked at their data.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"
PDF_CHECK=${PDF_CHECK:-$(dirname -- "$SCTF")/pdf_check}

v() { sctf --at 2026-05-20T10:00:00Z "$@"; }
rows() { ask "select count(*) from audit where ($1) and action <> 'db.psql'"; }

# Each verb, and the action of the row that it leaves; `-`: it shows and changes nobody's data, and why.
table() {
  cat <<'TABLE'
db init             -  schema alone
db start            -  the server
db stop             -  the server
db status           -  counts
db migrate          -  schema alone
db psql             db.psql
db backup           db.backup
db restore          db.restore
config check        -  configuration
config show         -  configuration
demo city           -  invented people, no database
demo campaign       tributos.import
demo seal           -  a key
tributos import     tributos.import
tributos variations tributos.variations
tributos issue      tributos.issue
tributos list       tributos.list
tributos approve    tributos.approve
tributos charge     tributos.charge
tributos release    tributos.release
tributos notices    tributos.notices
tributos notified   tributos.notified
tributos collect    tributos.collect
tributos reconcile  tributos.reconcile
tributos status     -  sums of runs
tributos pending    tributos.pending
tributos receipt    tributos.receipt
tributos explain    tributos.explain
tributos taxpayer   tributos.taxpayer
tributos annul      tributos.annul
tributos suspend    tributos.suspend
tributos resume     tributos.resume
tributos mandate    tributos.mandate.cancelado
tributos deposits   tributos.deposits
tributos apply      tributos.apply
tributos refund     tributos.refund
tributos load-pending  tributos.load_pending
tributos load-external tributos.load_external
tributos accounting -  sums
tributos balance    -  sums
tributos export     tributos.export
tributos undo       tributos.undo
padron import       padron.import
padron move         padron.move
padron show         padron.show
padron history      padron.history
padron address      padron.address
padron renewals     padron.renewals
padron open         padron.open
padron step         padron.step
padron due          padron.due
padron form         padron.form
padron letters      padron.letters
padron uninformed   padron.uninformed
padron disclose     padron.disclose
padron resolve      padron.resolve
padron propose      padron.propose
padron events       padron.events
padron consent      padron.consent
padron protect      padron.protect
padron cifras       -  counts
padron export       padron.export
padron return       padron.return
padron incidencias  padron.incidencias
padron check        -  counts
padron population   -  counts
certificado kinds   -  templates
certificado issue   documento.expide
certificado batch   certificado.batch
certificado verify  documento.coteja
certificado revoke  documento.anula
certificado extend  -  stamps and lists of revoked certificates
person show         person.show
person report       person.report
plantilla list      -  templates
plantilla check     -  templates
plantilla preview   -  samples
job list            -  runs
job show            job.show
job resume          -  its run has the row
job cancel          -  a run
job work            -  its runs have their rows
audit verify        -  the chain
audit checkpoint    -  the chain
audit search        audit.search
audit report        audit.report
explain             -  codes
completion          -  words
TABLE
}
# The program's verbs are those of the table, no more and no fewer.
verbs=$("$SCTF" --commands | sed 's/^sctf //; s/ -.*//; s/ *$//' | sort)
same "every verb is in the table" "" "$(diff <(table | sed 's/  *\(-  .*\|[a-z_.]*\.[a-z_.]*\)$//; s/ *$//' | sort) <(echo "$verbs"))"
# What leaves a row has its name in the report for people.
same "every action has its words" "" "$(
  { grep -rhoE '(\.action = |"(padron|tributos|certificado)\.[a-z_.]+", args|record_event\(ctx, )"?"[a-z]+\.[a-z_.]+"' "$SOURCE/lib" "$SOURCE/cmd" --include='*.cpp' | grep -oE '[a-z]+\.[a-z_]+'
    table | awk '$NF ~ /\./ && !/ -  / { print $NF }'
  } | sort -u | while read -r action; do grep -q "^$action: " "$SOURCE/templates/rastro/acciones.yaml" || echo "$action"; done)"

sctf --quiet demo city --inhabitants 700 --seed 5 --out "$WORK/city" || fail "demo city"
ends "database" 0 sctf --quiet db init
ends "seal" 0 sctf --quiet demo seal

# leaves "GROUP VERB" COMMAND…: the command ends well and the row of the table is there, once more than before, with account,
# channel and request.
tried=()
leaves() {
  local verb=$1 action before
  shift
  action=$(table | awk -v v="$verb" 'index($0, v " ") == 1 { print $NF; exit }')
  before=$(rows "action = '$action' and refusal = '' and account <> '' and channel <> '' and request <> ''")
  ends "$verb" 0 "$@"
  same "$verb leaves $action" more "$([ "$(rows "action = '$action' and refusal = '' and account <> '' and channel <> '' and request <> ''")" -gt "$before" ] && echo more)"
  tried+=("$verb")
}
leaves "padron import" v padron import "$WORK/city/padron.csv"
# A person who is in the padrón and in the tax register; their NIA.
dni=$(awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["tiden"] == 1 && $c["fnac"] < "1980-01-01" { print $c["iden"] $c["liden"] }' "$WORK/city/padron.csv" | sort | comm -12 - <(cut -d';' -f11 "$WORK/city/ibi.csv" | sort -u) | head -n 1)
[ -n "$dni" ] || dni=$(awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["tiden"] == 1 && $c["fnac"] < "1980-01-01" { print $c["iden"] $c["liden"] }' "$WORK/city/padron.csv" | sort | while read -r d; do grep -q ";$d;" "$WORK/city/ibi.csv" && echo "$d" && break; done)
nia=$(awk -F';' -v d="$dni" 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["iden"] $c["liden"] == d { print $c["nia"] }' "$WORK/city/padron.csv")
[ -n "$nia" ] || fail "nobody of the city is in both registers"

leaves "padron show" v padron show "$dni" --reason "prueba uno"
leaves "padron history" v padron history "$nia" --reason "prueba dos"
leaves "padron address" v padron address "$(awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } NR == 2 { print $c["nviac"], $c["numer"] + 0 }' "$WORK/city/padron.csv")"
leaves "padron renewals" v padron renewals
leaves "padron uninformed" v padron uninformed
leaves "padron incidencias" v padron incidencias
leaves "padron consent" v padron consent "$nia" --source "hoja de prueba" --date 2026-05-01
leaves "padron export" v padron export --format csv --out "$WORK/export"
leaves "tributos deposits" v tributos deposits
leaves "certificado issue" v certificado issue --kind volante --person "$dni" --finalidad "pedir una beca" --out "$WORK/paper.pdf"
leaves "certificado verify" v certificado verify "$WORK/paper.pdf"
echo "$dni" >"$WORK/list.txt"
leaves "certificado batch" v certificado batch --kind volante --input "$WORK/list.txt" --out "$WORK/batch"
code=$(v --json certificado verify "$WORK/paper.pdf" | sed -n 's/.*"csv":"\([^"]*\)".*/\1/p' | head -n 1)
leaves "certificado revoke" v certificado revoke "$code" --cause "prueba"

leaves "tributos import" v tributos import --census ibi "$WORK/city/ibi.csv"
ends "issue" 0 v --json tributos issue --tributo ibi --ejercicio 2026
run=$(field run)
same "tributos issue leaves tributos.issue" 1 "$(rows "action = 'tributos.issue' and request = 'run/$(run_number "$run")'")"
tried+=("tributos issue")
leaves "tributos variations" v tributos variations "$run"
leaves "tributos list" v tributos list "$run" --out "$WORK/lista"
leaves "tributos approve" v tributos approve "$run" --act "Pleno 1" --date 2026-04-30 --bulletin B --exposed-from 2026-05-01 --exposed-until 2026-06-01
printf 'tributos: {two_persons: false}\n' >"$DATA/sctf.yaml"
leaves "tributos charge" v tributos charge "$run" --out "$WORK/remesa"
leaves "tributos notices" v tributos notices "$run" --out "$WORK/cartas"
leaves "tributos export" v tributos export "$run" --format csv --out "$WORK/valores.csv"
leaves "tributos pending" v tributos pending --on 2026-05-20
plain=$(awk -F';' -v d="$dni" '/^[0-9]/ && $4 == d { print $1; exit }' "$WORK/valores.csv")
[ -n "$plain" ] || plain=$(awk -F';' '/^[0-9]/ && $2 == "recibo" { print $1; exit }' "$WORK/valores.csv")
leaves "tributos receipt" v tributos receipt "$plain" --reason "prueba tres"
leaves "tributos explain" v tributos explain "$plain"
leaves "tributos taxpayer" v tributos taxpayer "$dni"
open=$(awk -F';' '/^[0-9]/ && $2 == "recibo" && $10 == "n" { print $1; exit }' "$WORK/valores.csv")
leaves "tributos suspend" v tributos suspend "$open" --act "Resolución 9"
leaves "tributos resume" v tributos resume "$open" --act "Resolución 10"
leaves "tributos annul" v tributos annul "$open" --ground error --act "Resolución 11"
leaves "job show" v job show "$run"
leaves "person show" v person show "$dni" --reason "prueba cuatro"
leaves "person report" sctf person report "$dni"
leaves "audit search" sctf audit search --person "$dni"
leaves "audit report" sctf audit report --from 2026-01-01
leaves "db backup" sctf db backup "$WORK/sctf.dump"

# What is refused leaves its row too, with its code, of whom it was, in a transaction of its own.
denied() { # NAME STATUS CODE OBJECT COMMAND…
  local name=$1 status=$2 code=$3 object=$4 before
  shift 4
  before=$(rows "refusal = 'SCTF-$code' and object = '$object'")
  ends "$name" "$status" "$@"
  same "$name: its row" $((before + 1)) "$(rows "refusal = 'SCTF-$code' and object = '$object'")"
}
minor=$(awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["fnac"] > "2014-01-01" { print $c["nia"]; exit }' "$WORK/city/padron.csv")
before=$(ask "select count(*) from documento")
denied "a minor alone" 77 0401 "habitante/$minor" v certificado issue --kind volante --person "$minor" --finalidad "curiosidad" --out "$WORK/none.pdf"
same "a minor alone: nothing issued" "$before" "$(ask "select count(*) from documento")"
same "a minor alone: why it was asked" curiosidad "$(ask "select reason from audit where refusal = 'SCTF-0401' and object = 'habitante/$minor'")"
denied "rehearsed and refused" 77 0401 "habitante/$minor" v certificado issue --kind volante --person "$minor" --dry-run --out "$WORK/none.pdf"
denied "a certificate of nobody" 65 0301 "buscado/00999999M" v certificado issue --kind volante --person 00.999.999-m --out "$WORK/none.pdf"
denied "a certificate of a wrong letter" 65 0201 "buscado/00000014A" v certificado issue --kind volante --person 00000014A --out "$WORK/none.pdf"
denied "a look at nobody" 65 0301 "buscado/00999999M" v padron show 00999999M --reason "mirar"
denied "a history of nobody" 65 0301 "buscado/00999999M" v padron history 00999999M
denied "a consent of nobody" 65 0301 "buscado/00999999M" v padron consent 00999999M --source nada
denied "a note on nobody" 65 0301 "buscado/00999999M" v padron protect 00999999M --source nada --reason nada
denied "a receipt that is not there" 65 0301 "buscado/9999999999" v tributos receipt 9999999999
denied "an explanation that is not there" 65 0301 "buscado/9999999999" v tributos explain 9999999999
denied "a taxpayer who is not here" 65 0301 "buscado/99999999R" v tributos taxpayer 99999999R
denied "a payment that was not made" 65 0302 "valor/$((10#${plain:0:10}))" v certificado issue --kind pago --receipt "$plain" --out "$WORK/none.pdf"
denied "suspended twice" 65 0302 "buscado/$open" v tributos resume "$open" --act "nada"
denied "a person whom nobody knows" 65 0301 "buscado/99999999R" v person show 99999999R --reason "mirar"
denied "a report of nobody" 65 0301 "buscado/99999999R" v person report 99999999R
denied "a search of nobody" 65 0301 "buscado/99999999R" v audit search --person 99999999R
ends "a rehearsal that is allowed" 0 v certificado issue --kind historico --person "$dni" --dry-run --out "$WORK/none.pdf"
same "a rehearsal that is allowed leaves its row" 1 "$(rows "detail->>'rehearsed' = 'true' and refusal = '' and object = 'habitante/$nia'")"
v --quiet padron protect "$nia" --reason "nota de prueba" --source "auto de prueba" --date 2026-05-02 >/dev/null 2>&1
denied "a protected person" 77 0401 "habitante/$nia" v certificado issue --kind empadronamiento --person "$dni" --out "$WORK/none.pdf"
same "a protected person: marked" true "$(ask "select detail->>'protegido' from audit where refusal = 'SCTF-0401' and object = 'habitante/$nia' order by id desc limit 1")"
echo "$nia" >"$WORK/protected.txt"
ends "a batch with a protected person" 65 v certificado batch --kind empadronamiento --input "$WORK/protected.txt" --out "$WORK/batch2"
same "a batch with a protected person: its row" 1 "$(rows "refusal = 'SCTF-0401' and channel = 'batch' and object = 'buscado/$nia'")"
same "no CSV in the trail" 0 "$(rows "object || detail::text like '%${code//-/}%' or object || detail::text like '%$code%'")"

# search
ends "search by person" 0 sctf --json audit search --person "$dni" --limit 200 --reason "queja"
said "search by person: by NIA" "\"object\":\"habitante/$nia\""
said "search by person: documents" '"object":"documento/volante-2026-000001"'
said "search by person: refusals" '"refused":"SCTF-0401"'
same "search by person: nobody else's" 0 "$(grep -c "habitante/$minor" "$OUT")"
ends "search by request" 0 sctf --json audit search --request "run/$(run_number "$run")" --action tributos.issue
same "search by request" 1 "$(grep -c '"type":"row"' "$OUT")"
ends "search: first page" 0 sctf --json audit search --limit 2 --account "$(id -un)"
first=$(grep -c '"type":"row"' "$OUT") next=$(field next)
same "search: first page" 2 "$first"
ends "search: next page" 0 sctf --json audit search --limit 2 --account "$(id -un)" --before "$next"
same "search: next page comes after" yes "$([ "$(grep -o '"id":[0-9]*' "$OUT" | head -n 1 | cut -d: -f2)" -lt "$next" ] && echo yes)"
ends "search: refused alone" 0 sctf --json audit search --refused --limit 500
same "search: refused alone" "$(rows "refusal <> ''")" "$(grep -c '"refused":"SCTF-' "$OUT")"
ends "search: of a day without any" 0 sctf --json audit search --from 2001-01-01 --until 2001-01-31
same "search: of a day without any" 0 "$(field rows)"
same "a search leaves its row" queja "$(ask "select reason from audit where action = 'audit.search' and reason <> '' limit 1")"
refused "audit search" NobodyOfThat 65 "nobody with document" --person 99999999R
refused "audit search" NoSuchRow 65 "the trail has no row" --before 999999999
refused "audit search" NoDay 64 "--from" --from ayer

# report
ends "report" 0 sctf --json audit report --from 2026-01-01
said "report: by account" "\"type\":\"account\",\"account\":\"$(id -un)\""
said "report: protected" '"type":"protected"'
printf 'tributos: {two_persons: false}\naudit: {hours: "00:00-00:01"}\n' >"$DATA/sctf.yaml"
ends "report: everything out of hours" 0 sctf --json audit report --from 2026-01-01
said "report: everything out of hours" '"type":"out_of_hours"'
printf 'tributos: {two_persons: false}\n' >"$DATA/sctf.yaml"
refused "audit report" BackToFront 64 "before --from" --from 2026-05-02 --until 2026-05-01

# person
refused "person show" WithoutReason 64 "--reason" "$dni"
refused "person show" BlankReason 64 "blank" "$dni" --reason " "
refused "person show" NobodyOfThat 65 "nobody with document" 99999999R --reason "x"
ends "person show" 0 sctf --json person show "$dni" --reason "prueba"
said "person show: padrón" "\"type\":\"padron\",\"nia\":\"$nia\""
said "person show: documents" '"numero":"volante-2026-000001"'
said "person show: the tax register" '"type":"party"'
ends "person report" 0 sctf --json person report "$dni" --out "$WORK/accesos.pdf" --reason "solicitud"
ends "person report conforms" 0 "$PDF_CHECK" "$WORK/accesos.pdf"
text=$(pdftotext -layout "$WORK/accesos.pdf" -)
same "person report: what, why" "1 1 1" "$(grep -c 'Quién ha consultado mis datos' <<<"$text" | sed 's/[2-9]/1/') $(grep -qF 'pedir una beca' <<<"$text" && echo 1) $(grep -qF 'Denegada' <<<"$text" && echo 1)"
same "person report: no employee" 0 "$(grep -cw "$(id -un)" <<<"$text")"
same "person report: prevention notes are kept back" 0 "$(grep -c 'prevención' <<<"$text")"
same "person report: kept back is counted" yes "$(v --json person report "$dni" | tail -n 1 | grep -q '"kept_back":0' || echo yes)"
ends "person report in English" 0 sctf person report "$dni" --lang en --out "$WORK/accesses.pdf"
ends "person report in English conforms" 0 "$PDF_CHECK" "$WORK/accesses.pdf"
ends "person report of quiet years" 0 sctf --json person report "$dni" --from 2001-01-01 --until 2001-12-31 --out "$WORK/quiet.pdf"
same "person report of quiet years" "No consta" "$(pdftotext "$WORK/quiet.pdf" - | grep -o 'No consta' | head -n 1)"
refused "person report" NobodyOfThat 65 "nobody with document" 99999999R
refused "person report" BackToFront 64 "before --from" "$dni" --from 2026-05-02 --until 2026-05-01
refused "person report" NoFolder 73 "none" "$dni" --out "$WORK/none/accesos.pdf"

# The chain and its checkpoints.
ends "the trail is whole" 0 sctf --json audit verify
same "no checkpoint yet" 0 "$(field checkpoints)"
ends "the trail is whole, in words" 0 sctf audit verify
said "no checkpoint yet" "no checkpoint vouches"
mkdir "$WORK/notario"
printf 'audit: {checkpoints: {folders: ["%s/audit", "%s/notario"]}}\n' "$DATA" "$WORK" >"$DATA/sctf.yaml"
ends "checkpoint --dry-run" 0 sctf --json audit checkpoint --dry-run
absent "checkpoint --dry-run" "$DATA/audit"
ends "checkpoint" 0 sctf --json audit checkpoint
first_links=$(field links)
same "checkpoint: a copy elsewhere" "" "$(diff -r "$DATA/audit" "$WORK/notario")"
name=$(basename "$(find "$WORK/notario" -name '*.json')")
ends "checkpoint: proved by OpenSSL too" 0 openssl cms -verify -binary -inform DER -in "$WORK/notario/$name.p7s" -content "$WORK/notario/$name" -CAfile "$DATA/demo-seal/ca.pem" -purpose any -out /dev/null
ends "checkpoint again" 0 sctf --json audit checkpoint
same "checkpoint again: nothing new" false "$(field new)"
for one in 1 2 3; do
  ends "something happens" 0 v padron show "$nia" --reason "más $one"
  ends "checkpoint $one" 0 sctf --json audit checkpoint
done
last_links=$(field links)
ends "the trail is whole, with checkpoints" 0 sctf --json audit verify
same "the trail is whole, with checkpoints" 4 "$(field checkpoints)"
ends "against the copy" 0 sctf --json audit verify --checkpoints "$WORK/notario"

# Who has the database and audit.key, and not the seal.
tamper() { # SQL: in the database, then a chain written anew with the key
  ask "$1" >/dev/null
}
victim=$(ask "select c.n from audit_chain c where c.n > $first_links order by c.n limit 1")
tamper "update audit set account = 'nadie' where id = (select audit_id from audit_chain where n = $victim)"
refused "audit verify" ChangedRow 65 "the chain is broken at link $victim"
said "a changed row: behind which checkpoint" "up to link $first_links it is as it was signed"
said "a changed row: before which" "what is wrong lies before the checkpoint"
tamper "update audit set account = '$(id -un)' where id = (select audit_id from audit_chain where n = $victim)"
ends "put right again" 0 sctf audit verify
# The chain written anew from the changed row on, with the key: fits, and is not what was signed.
tamper "update audit set reason = 'otra cosa' where id = (select audit_id from audit_chain where n = $victim)"
tamper "delete from audit_chain where n >= $victim"
refused "audit verify" WrittenAnew 65 "written anew"
said "written anew: behind which checkpoint" "up to link $first_links it is as it was signed"
refused "audit checkpoint" ChainWrittenAnew 65 "no longer what"
# The tail taken out: rows and links.
tamper "with gone as (delete from audit_chain where n > $((first_links + 1)) returning audit_id) delete from audit where id in (select audit_id from gone) or id > (select max(audit_id) from audit_chain)"
ask "select 1" >/dev/null
refused "audit verify" TailTakenOut 65 "up to link $first_links it is as it was signed"

# The checkpoints themselves.
cp -r "$WORK/notario" "$WORK/forged"
newest=$(find "$WORK/forged" -name '*.json' | sort | tail -n 1)
sed -i 's/"mac":"0/"mac":"1/; t; s/"mac":"./"mac":"0/' "$newest"
refused "audit verify" ForgedCheckpoint 65 "" --checkpoints "$WORK/forged"
rm -r "$WORK/forged" && cp -r "$WORK/notario" "$WORK/forged"
rm "$(find "$WORK/forged" -name '*.json' | sort | sed -n 2p)"
refused "audit verify" MissingCheckpoint 65 "one was taken away" --checkpoints "$WORK/forged"
refused "audit verify" NoCheckpoints 66 "holds no checkpoint" --checkpoints "$WORK/city"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$WORK/other.key" -out "$WORK/other.pem" -subj "/CN=Otra" -days 30 2>/dev/null
printf 'audit: {checkpoints: {certificates: "%s/other.pem"}}\n' "$WORK" >"$DATA/sctf.yaml"
refused "audit verify" SignedBySomebodyElse 65 "none of the certificates" --checkpoints "$WORK/notario"
rm "$DATA/conf.d/90-demo-seal.yaml" "$DATA/sctf.yaml"
refused "audit checkpoint" NoKey 78 "no key signs checkpoints"
same "last: it grew" yes "$([ "$last_links" -gt "$first_links" ] && echo yes)"

# Verbs that want more than this city offers, in their own tests: they leave their rows by the same road.
elsewhere="db psql|db restore|demo campaign|tributos release|tributos notified|tributos collect|tributos reconcile|tributos mandate|tributos apply|tributos refund|tributos load-pending|tributos load-external|tributos undo|padron move|padron protect|padron return|padron open|padron step|padron due|padron form|padron letters|padron disclose|padron resolve|padron propose|padron events"
same "every verb with a row was tried" "" "$(table | grep -v ' -  ' | sed 's/  *[a-z_.]*$//' | grep -vxE "$elsewhere" | grep -vxFf <(printf '%s\n' "${tried[@]}"))"
finish
