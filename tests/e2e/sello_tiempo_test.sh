#!/bin/bash
# Time stamps of a local authority: B-T where it answers, B-B and a warning where it does not, completed later; B-LT by
# extend. The bytes are read back by openssl and pdfsig.
set -uo pipefail
# shellcheck source=tests/support/sello.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/sello.sh"

issue() { v --json certificado issue --kind volante --person "$adult" --out "$WORK/paper.pdf" "$@"; }
verify() { v --json certificado verify "$@"; }
asked() { if [ -e "$TSA/asked" ]; then wc -l <"$TSA/asked"; else echo 0; fi; }
stamps() { ask "select count(*) from documento_tiempo"; }

# The configuration.
mkdir -p "$DATA/conf.d"
echo 'sello: {tsa: {url: "http://tsa.ejemplo.es/"}}' >"$DATA/conf.d/10.yaml"
ends "no roots" 78 sctf certificado kinds
said "no roots" "sello.tsa.anclas must name the roots"
ends "no roots, config check" 78 sctf config check
echo 'sello: {tsa: {url: "ldap://tsa.ejemplo.es/", politica: "uno.dos"}}' >"$DATA/conf.d/10.yaml"
ends "no address" 78 sctf config check
said "no address" "must begin with http:// or https://"
said "no policy" "must be an OID"
rm "$DATA/conf.d/10.yaml"

office 300
refused "certificado extend" NoSuchLevel 64 "B-LTA" --level B-LTA
ends "nothing to extend" 0 sctf --json certificado extend
ends "without an authority" 0 issue
said "without an authority" '"nivel":"B-B"'
said "without an authority" '"pendiente_sello_tiempo":false'
plain=$(stat -c %s "$WORK/paper.pdf")
ends "an authority is configured" 0 start_tsa
ends "it does not wait for one" 0 sctf --json certificado extend --dry-run
said "it does not wait for one" '"pendientes_sello_tiempo":0'

# B-T.
ends "rehearsed" 0 issue --dry-run
same "a rehearsal asks nobody" 0 "$(asked)"
ends "stamped" 0 issue
said "stamped" '"nivel":"B-T"'
csv=$(field csv)
cp "$WORK/paper.pdf" "$WORK/stamped.pdf"
ends "conforms" 0 "$PDF_CHECK" "$WORK/stamped.pdf"
ends "syntax" 0 qpdf --check "$WORK/stamped.pdf"
if [ "$(stat -c %s "$WORK/stamped.pdf")" -gt "$((plain + 16000))" ]; then pass; else fail "room for the time stamp"; fi
ends "pdfsig" 0 pdfsig -nocert "$WORK/stamped.pdf"
for text in "ETSI.CAdES.detached" "Total document signed" "Signature is Valid"; do said "pdfsig" "$text"; done
take_apart "$WORK/stamped.pdf"
ends "openssl cms -verify -cades" 0 openssl cms -verify -cades -binary -inform DER -in "$WORK/sig.der" -content "$WORK/covered" \
  -CAfile "$DATA/demo-seal/ca.pem" -purpose any -out /dev/null
ends "openssl asn1parse" 0 openssl asn1parse -inform DER -in "$WORK/sig.der"
said "the token stands in the signature" "id-smime-aa-timeStampToken"
ask "select encode(token, 'hex') from documento_tiempo" | perl -ne 'chomp; print pack("H*", $_)' >"$WORK/token.der"
ends "the token, by openssl" 0 openssl ts -reply -in "$WORK/token.der" -token_in -text
said "the token, by openssl" "Hash Algorithm: sha256"
signature_value "$WORK/sig.der" >"$WORK/value"
ends "openssl ts -verify" 0 openssl ts -verify -in "$WORK/token.der" -token_in -data "$WORK/value" -CAfile "$TSA/tsa-ca.pem"
said "openssl ts -verify" "Verification: OK"
ends "verify the file" 0 verify "$WORK/stamped.pdf"
said "verify the file" "saw the seal on"
said "verify the file" '"nivel":"B-T"'
if grep -q "issuer's own clock" "$OUT"; then fail "a time that is proved is told as not proved"; else pass; fi
ends "verify by its code" 0 verify "$csv"
said "verify by its code" '"versiones":[{"nivel":"B-B"'
ends "the stored document" 0 sctf --quiet certificado verify --pdf "$WORK/stored.pdf" "$csv"
same_file "is what was issued" "$WORK/stamped.pdf" "$WORK/stored.pdf"

# One bit of the time stamp, one bit of the store's token.
read -r before _ <<<"$(hole "$WORK/stamped.pdf")"
token_at=$((before + 2 * $(stat -c %s "$WORK/sig.der") - 200))
cp "$WORK/stamped.pdf" "$WORK/bit.pdf"
digit=$(head -c "$token_at" "$WORK/bit.pdf" | tail -c 1)
printf '%s' "$(tr '0-9A-F' '1-9A-F0' <<<"$digit")" | dd of="$WORK/bit.pdf" bs=1 seek="$((token_at - 1))" conv=notrunc status=none
ends "one bit of the time stamp" 65 verify "$WORK/bit.pdf"
said "one bit of the time stamp" "is not the document"

# Every way an authority fails: the document is issued, waits, and says so; extend completes it.
for mode in nonce imprint garbage refuses error large hangs; do
  mode "$mode"
  before=$(stamps)
  ends "$mode: issued" 0 issue
  said "$mode: level" '"nivel":"B-B"'
  said "$mode: waits" '"pendiente_sello_tiempo":true'
  said "$mode: warned" "SCTF-0906"
  ends "$mode: verified" 0 verify "$WORK/paper.pdf"
  said "$mode: says that it waits" "it waits for the time stamp"
  same "$mode: nothing recorded" "$before" "$(stamps)"
  cp "$WORK/paper.pdf" "$WORK/b.$mode.pdf"
done
ends "extend while it hangs" 75 sctf --json certificado extend --level B-T
said "extend while it hangs" '"pendientes_sello_tiempo":7'
mode ok
echo 'sello: {tsa: {url: "http://127.0.0.1:1/"}}' >"$DATA/conf.d/95.yaml"
refused "certificado extend" NobodyThere 75 "does not answer" --level B-T
ends "issued while nobody is there" 0 issue
said "issued while nobody is there" "does not answer"
rm "$DATA/conf.d/95.yaml"
mode "0 error"
before=$(asked)
ends "it is down" 75 sctf --json certificado extend --level B-T
if [ "$(($(asked) - before))" -le 4 ]; then pass; else fail "it is down: asked on and on"; fi
mode ok
ends "extend" 0 sctf --json certificado extend --level B-T
said "extend" '"sellados_tiempo":8,"pendientes_sello_tiempo":0'
for mode in nonce garbage hangs; do
  ends "$mode: the file of before" 0 verify "$WORK/b.$mode.pdf"
  said "$mode: stamped meanwhile" "saw the seal on"
  said "$mode: known as B-B" "(at level B-B)"
done
ends "again" 0 sctf --json certificado extend --level B-T
said "again" '"sellados_tiempo":0'

# A time stamp that does not fit, and one of another policy.
echo 'sello: {tsa: {reserva: 2048}}' >"$DATA/conf.d/95.yaml"
ends "too small a place" 0 issue
said "too small a place" "sello.tsa.reserva"
echo 'sello: {tsa: {politica: 1.2.3.4.9}}' >"$DATA/conf.d/95.yaml"
ends "another policy" 0 issue
said "another policy" '"pendiente_sello_tiempo":true'
rm "$DATA/conf.d/95.yaml"
ends "what does not fit waits, the other one does not" 75 sctf --json certificado extend --level B-T
said "what does not fit waits" '"sellados_tiempo":1,"pendientes_sello_tiempo":1'

# An authority that nobody trusts, over https too.
cp "$TSA/tsa-ca.pem" "$WORK/kept.pem"
cp "$DATA/demo-seal/ca.pem" "$TSA/tsa-ca.pem"
ends "a stranger" 0 issue
said "a stranger" "the time stamp does not hold"
cp "$WORK/kept.pem" "$TSA/tsa-ca.pem"
ends "a stranger, trusted now" 75 sctf --json certificado extend --level B-T
if command -v openssl >/dev/null; then
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$WORK/tls.key" -out "$WORK/tls.pem" -days 2 -subj /CN=otra.ejemplo.es >/dev/null 2>&1
  openssl s_server -accept 127.0.0.1:0 -cert "$WORK/tls.pem" -key "$WORK/tls.key" -www >"$WORK/tls.out" 2>&1 &
  tls=$!
  for ((i = 0; i < 100; i++)); do
    port=$(sed -nE 's/^ACCEPT .*:([0-9]+)$/\1/p' "$WORK/tls.out")
    [ -z "$port" ] || break
    sleep 0.05
  done
  echo "sello: {tsa: {url: \"https://localhost:$port/\"}}" >"$DATA/conf.d/95.yaml"
  ends "TLS of nobody" 75 sctf certificado extend --level B-T
  said "TLS of nobody" "no TLS with it"
  echo "sello: {tsa: {url: \"https://localhost:$port/\", tls_ca: \"$WORK/tls.pem\"}}" >"$DATA/conf.d/95.yaml"
  ends "TLS of another name" 75 sctf certificado extend --level B-T
  said "TLS of another name" "no TLS with it"
  kill "$tls"
  rm "$DATA/conf.d/95.yaml"
fi

# A batch: its files are B-T; those of a batch that the authority left in the middle are completed by the same line.
batch() { v --json certificado batch --kind empadronamiento --input all --out "$WORK/$1"; }
ends "a batch" 0 batch all
issued=$(field issued)
same "a batch: all stamped" "$issued" "$(field sellados_tiempo)"
for file in $(find "$WORK/all" -name '*.pdf' | sort | sed -n '1p;50p;$p'); do
  ends "a file of the batch" 0 verify "$file"
  said "a file of the batch" '(at level B-T)'
done
mode "40 error"
ends "down in the middle" 0 batch half
said "down in the middle" "SCTF-0906"
left=$(field pendientes_sello_tiempo)
same "down in the middle: some stamped" "$issued" "$(($(field sellados_tiempo) + left))"
if [ "$left" -gt 0 ] && [ "$left" -lt "$issued" ]; then pass; else fail "down in the middle: $left of $issued wait"; fi
same "down in the middle: a file each" "$issued" "$(find "$WORK/half" -name '*.pdf' | wc -l)"
mode ok
ends "the same line" 0 batch half
said "the same line" "\"sellados_tiempo\":$left,\"pendientes_sello_tiempo\":0"
for file in $(find "$WORK/half" -name '*.pdf' | sort | sed -n '1p;50p;$p'); do
  ends "a file of the completed batch" 0 verify "$file"
  said "a file of the completed batch" '(at level B-T)'
done
levels() { find "$1" -name '*.pdf' -print0 | xargs -0 sha256sum | awk '{ print $1 }' | sort; }
same "each file is the store's" "" "$(levels "$WORK/half" | comm -23 - <(ask "select sha256 from documento_tiempo" | sort))"

# B-LT.
sleep 1.1 # a list that is newer than the stamps
old_list
ends "lists older than the stamps" 75 sctf --json certificado extend
said "lists older than the stamps" '"extendidos":0'
new_list
ends "extend to B-LT" 75 sctf --json certificado extend # one has too small a place
said "extend to B-LT" '"pendientes_extension":0'
same "all that are stamped" "$(stamps)" "$(ask "select count(*) from documento_extension")"
same "the lists are kept once" 1 "$(ask "select count(*) from validacion")"
ends "the document at B-LT" 0 v --json certificado verify --pdf "$WORK/long.pdf" "$csv"
said "the document at B-LT" '"nivel":"B-LT"'
said "the document at B-LT" "was not revoked then"
if grep -q "revoked before the document was issued" "$OUT"; then fail "what is proved is told as not proved"; else pass; fi
cmp -s -n "$(stat -c %s "$WORK/stamped.pdf")" "$WORK/stamped.pdf" "$WORK/long.pdf"
same "what was issued is its beginning" 0 $?
# The checker knows files of one revision: of this one it says that the catalog was replaced, and that the seal covers the
# first; nothing else may be wrong with it.
ends "B-LT: conforms but for its second revision" 1 "$PDF_CHECK" "$WORK/long.pdf"
for text in "object 1 of object stream" "the signature does not cover the whole file" " 2 findings"; do
  said "B-LT: conforms but for its second revision" "$text"
done
ends "B-LT: syntax" 0 qpdf --check "$WORK/long.pdf"
ends "B-LT: pdfsig" 0 pdfsig -nocert "$WORK/long.pdf"
said "B-LT: pdfsig" "Signature is Valid"
ends "B-LT: text" 0 pdftotext "$WORK/long.pdf" -
qpdf --qdf --object-streams=disable "$WORK/long.pdf" "$WORK/open.pdf" >/dev/null 2>&1
same "B-LT: its DSS" 1 "$(grep -ac '/Type /DSS' "$WORK/open.pdf")"
ends "B-LT: the file" 0 verify "$WORK/long.pdf"
said "B-LT: the file" "(at level B-LT)"
ends "B-LT: the file of before" 0 verify "$WORK/stamped.pdf"
{ cat "$WORK/long.pdf" && echo; } >"$WORK/longer.pdf"
ends "B-LT: appended bytes" 65 verify "$WORK/longer.pdf"
ends "B-LT again" 75 sctf --json certificado extend
said "B-LT again" '"extendidos":0'

# Killed in the middle: what is missing is done by the next.
v --quiet certificado batch --kind volante --input all --out "$WORK/more" >/dev/null 2>&1
sleep 1.1
new_list
for i in 2 3 4; do timeout -s KILL "0.$i" "$SCTF" --data "$DATA" --quiet certificado extend >/dev/null 2>&1; done
ends "killed and gone on" 75 sctf --json certificado extend
same "killed: all extended" "$(stamps)" "$(ask "select count(*) from documento_extension")"
some=$(ask "select d.csv from documento_extension x join documento d using (ente, tipo, ejercicio, numero) where d.tipo = 'volante' order by d.numero desc limit 3")
for code in $some; do ends "killed: verified" 0 verify "$code"; done

# A seal that was revoked: what it sealed before is proved, what it sealed after is named.
ends "before the revocation" 0 issue
sleep 1.1
revoke_seal
ends "after the revocation" 0 issue
late=$(field numero)
sleep 1.1
revoked_list
ends "revoked" 65 sctf --json certificado extend
said "revoked" '"code":"SCTF-0908"'
said "revoked: the late one" "$late was time-stamped after"
said "revoked: the early one" '"extendidos":1'
finish
