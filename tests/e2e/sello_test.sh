#!/bin/bash
# Documents under seal: a throw-away seal, what it lets be issued, and what is refused.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

# kinds: none is approved before a seal is configured; then each is, as an example.
ends "kinds" 0 sctf --json certificado kinds
said "kinds: none approved" '"approved":0'
mkdir -p "$DATA/conf.d"
echo 'sello: {sede: "http://sede.ejemplo.es"}' >"$DATA/conf.d/10.yaml"
refused "certificado kinds" SedeWithoutTls 78 "must begin with https://"
rm "$DATA/conf.d/10.yaml"
ends "seal, rehearsed" 0 sctf demo seal --dry-run
if [ -e "$DATA/demo-seal" ]; then fail "a rehearsal made a seal"; else pass; fi
ends "seal" 0 sctf --json demo seal
same "its key is its owner's" 600 "$(stat -c %a "$DATA/demo-seal/seal.key")"
ends "kinds, approved" 0 sctf --json certificado kinds
kinds=$(($(find "$SOURCE/templates/certificados" -mindepth 1 -maxdepth 1 -type d | wc -l) + 1)) # and liquidacion
said "kinds: all approved" "\"approved\":$kinds"
said "marked as examples" "EJEMPLO"
ends "the chain" 0 openssl verify -CAfile "$DATA/demo-seal/ca.pem" "$DATA/demo-seal/seal.pem"

# A real seal is never replaced by an example.
mkdir -p "$WORK/real/conf.d"
printf 'sello: {key: "/etc/sctf/sello.key", certificate: "/etc/sctf/sello.pem"}\n' >"$WORK/real/conf.d/50.yaml"
DATA=$WORK/real refused "demo seal" AnotherIsConfigured 65 "a seal is configured already"

refused "certificado issue" NoDatabase 69 "no database" --kind pago --receipt 000000000001 --out "$WORK/none.pdf"
ends "database" 0 sctf --quiet db init
refused "certificado issue" NoSuchReceipt 65 "" --kind pago --receipt 000000000001 --out "$WORK/none.pdf"
refused "certificado issue" NoSuchKind 65 "milagro" --kind milagro --person 000000000001 --out "$WORK/none.pdf"
absent "what is refused leaves no file" "$WORK/none.pdf"
absent "nor a part of one" "$WORK/none.pdf.part"
refused "certificado verify" TooShort 65 "this one has 4" 7K3M
refused "certificado verify" Mistyped 65 "mistyped" 7K3M-9QXV-2B7D-5T0N-WF8H-C4RZ-6GYA
refused "certificado verify" NoSuchFile 66 "none.pdf" "$WORK/none.pdf"
echo "no PDF" >"$WORK/text"
refused "certificado verify" NoPdf 65 "the file is no PDF" "$WORK/text"
refused "certificado revoke" Mistyped 65 "mistyped" --cause x 7K3M-9QXV-2B7D-5T0N-WF8H-C4RZ-6GYA
refused "certificado revoke" NoCause 64 "--cause" 7K3M-9QXV-2B7D-5T0N-WF8H-C4RZ-6GYA

# A small city's year: a receipt is paid, and that is certified.
tool qpdf pdfsig pdftotext openssl || finish
PDF_CHECK=${PDF_CHECK:-$(dirname -- "$SCTF")/pdf_check}
sctf --quiet demo city --inhabitants 300 --seed 21 --out "$WORK/city" || fail "demo city"
ends "campaign" 0 sctf --json demo campaign --city "$WORK/city" --out "$WORK/out.d" --tributo ibi
paid=$(ask "select lpad(valor::text, 10, '0') from valor_estado where estado = 'pagado' and valor is not null order by valor limit 1")
owing=$(ask "select lpad(valor::text, 10, '0') from valor_estado where estado = 'notificado' or estado = 'cargado' order by valor limit 1")
v() { sctf --at 2026-11-24T10:00:00Z "$@"; }
pdf=$WORK/pago.pdf
ends "issue, rehearsed" 0 v --json certificado issue --kind pago --receipt "$paid" --out "$pdf" --dry-run
absent "rehearsed" "$pdf"
ends "issue" 0 v --json certificado issue --kind pago --receipt "$paid" --out "$pdf"
said "the first number" '"numero":"pago-2026-000001"'
csv=$(field csv)
refused "certificado issue" NotPaid 65 "there is no proof of payment" --kind pago --receipt "$owing" --out "$WORK/none.pdf"
ends "in English" 0 v --json certificado issue --kind pago --receipt "$paid" --lang en --out "$WORK/english.pdf"
said "the second number" '"numero":"pago-2026-000002"'

# Read back by others.
for file in "$pdf" "$WORK/english.pdf"; do
  ends "conforms" 0 "$PDF_CHECK" "$file"
  ends "syntax" 0 qpdf --check "$file"
done
ends "pdfsig" 0 pdfsig -nocert "$pdf"
for text in "ETSI.CAdES.detached" "Total document signed" "Signature is Valid" "Nov 24 2026"; do said "pdfsig" "$text"; done
range=$(grep -ao '/ByteRange\[[0-9 ]*' "$pdf" | head -n 1 | cut -d'[' -f2)
read -r _ before after rest <<<"$range"
head -c "$before" "$pdf" >"$WORK/covered"
tail -c "$rest" "$pdf" >>"$WORK/covered"
same "the ranges are the whole file" "$(stat -c %s "$pdf")" "$((after + rest))"
tail -c "+$((before + 2))" "$pdf" | head -c "$((after - before - 2))" | perl -ne 'print pack("H*", $_)' >"$WORK/sig.padded"
# By the length that its DER says: what follows is padding.
head -c "$((4 + 0x$(head -c 4 "$WORK/sig.padded" | tail -c 2 | od -An -tx1 | tr -d ' ')))" "$WORK/sig.padded" >"$WORK/sig.der"
ends "openssl cms -verify -cades" 0 openssl cms -verify -cades -binary -inform DER -in "$WORK/sig.der" -content "$WORK/covered" \
  -CAfile "$DATA/demo-seal/ca.pem" -purpose any -attime "$(date -d 2026-11-24T10:00:00Z +%s)" -out /dev/null
said "cades" "CAdES Verification successful"
ends "what is signed" 0 openssl cms -cmsout -print -inform DER -in "$WORK/sig.der"
said "signing-certificate-v2" "signingCertificateV2"
if grep -q "signingTime" "$OUT"; then fail "signing-time stands in the CMS"; else pass; fi
ends "its text" 0 pdftotext -layout "$pdf" -
for text in "Certificado de pago" "$csv" "EJEMPLO de resolución" "https://sede.ejemplo.es/cotejo"; do said "its text" "$text"; done
if tool pdftoppm zbarimg; then
  pdftoppm -r 200 -png "$pdf" "$WORK/page"
  zbarimg --quiet --raw "$WORK"/page-*.png >"$OUT" 2>"$ERR" || true
  said "its QR" "HTTPS://SEDE.EJEMPLO.ES/C/${csv//-/}"
fi

# Checked, changed, withdrawn.
ends "verify by code" 0 sctf --json certificado verify "$csv"
said "verify by code" '"estado":"autentico"'
ends "typed by a person" 0 sctf certificado verify "$(tr 'A-Z0' 'a-zo' <<<"$csv")"
said "typed by a person" "AUTHENTIC"
ends "verify the file" 0 sctf --json certificado verify "$pdf"
said "bit for bit" "bit for bit"
said "what is not proved" "whether the certificate of the seal was revoked"
ends "the stored document" 0 sctf --quiet certificado verify --pdf "$WORK/stored.pdf" --eni "$WORK/eni.xml" "$csv"
same_file "is what was issued" "$pdf" "$WORK/stored.pdf"
ends "ENI" 0 xmllint --noout --schema "$SOURCE/tests/data/eni/documento.xsd" "$WORK/eni.xml"
sed -n 's/.*<enifile:ValorBinario>\([^<]*\)<.*/\1/p' "$WORK/eni.xml" | base64 -d >"$WORK/eni.pdf"
same_file "ENI: the PDF in it" "$pdf" "$WORK/eni.pdf"
cp "$WORK/eni.xml" "$OUT"
for text in "<enidocmeta:FechaCaptura>2026-11-24T10:00:00+00:00<" "<enidocmeta:TipoDocumental>TD11<" "<enids:ValorCSV>$csv<" "ES_L01380380_2026_SCTF"; do
  said "ENI says" "$text"
done
refused "certificado verify" CopiesOfAFile 64 "go with a CSV" --eni "$WORK/none.xml" "$pdf"
{ cat "$pdf" && echo; } >"$WORK/longer.pdf"
refused_file() { # name, file, text
  ends "$1" 65 sctf --json certificado verify "$2"
  said "$1" "$3"
  said "$1" '"autentico":false'
}
refused_file "appended bytes" "$WORK/longer.pdf" "1 bytes were appended"
for at in 20000 50000 "$((before + 500))" "$((after + 50))"; do
  cp "$pdf" "$WORK/bit.pdf"
  byte=$(tail -c "+$((at + 1))" "$pdf" | head -c 1 | od -An -tu1 | tr -d ' ')
  # shellcheck disable=SC2059
  printf "\\x$(printf %02x "$((byte ^ 1))")" | dd of="$WORK/bit.pdf" bs=1 seek="$at" conv=notrunc status=none
  refused_file "one bit at $at" "$WORK/bit.pdf" "is not the document"
done
ends "another seal's file" 0 sctf --quiet demo seal
ends "it is still authentic" 0 sctf --json certificado verify "$pdf"
refused "certificado revoke" BlankCause 64 "--cause is blank" --cause " " "$csv"
ends "revoke, rehearsed" 0 sctf --json certificado revoke --cause "Prueba" --dry-run "$csv"
ends "still authentic" 0 sctf --quiet certificado verify "$csv"
ends "revoke" 0 sctf --json certificado revoke --cause "Importe equivocado" "$csv"
said "revoke" '"revoked":true'
refused_file "withdrawn, by file" "$pdf" "Importe equivocado"
ends "revoke again" 0 sctf --json certificado revoke --cause "Otra" "$csv"
said "revoke again" '"revoked":false'

# The seal's bad days.
ends "after its end" 78 sctf --at 2036-01-01T00:00:00Z certificado issue --kind pago --receipt "$paid" --out "$WORK/none.pdf"
said "after its end" "SCTF-0902"
chmod 0644 "$DATA/demo-seal/seal.key"
ends "a key open to all" 78 v certificado issue --kind pago --receipt "$paid" --out "$WORK/none.pdf"
said "a key open to all" "chmod 0600"
chmod 0600 "$DATA/demo-seal/seal.key"
sed -i '/ pago:/d' "$DATA/conf.d/90-demo-seal.yaml"
ends "no resolution" 65 v certificado issue --kind pago --receipt "$paid" --out "$WORK/none.pdf"
said "no resolution" "SCTF-0904"
absent "nothing was written" "$WORK/none.pdf"
ends "in a folder that is not there" 65 v certificado issue --kind pago --receipt "$paid" --out "$WORK/no/such/folder.pdf"
same "documents in the store" 2 "$(ask "select count(*) from documento")"
finish
