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
kinds=$(find "$SOURCE/templates/certificados" -mindepth 1 -maxdepth 1 -type d | wc -l)
said "kinds: all approved" "\"approved\":$kinds"
said "marked as examples" "EJEMPLO"
ends "the chain" 0 openssl verify -CAfile "$DATA/demo-seal/ca.pem" "$DATA/demo-seal/seal.pem"

# A real seal is never replaced by an example.
mkdir -p "$WORK/real/conf.d"
printf 'sello: {key: "/etc/sctf/sello.key", certificate: "/etc/sctf/sello.pem"}\n' >"$WORK/real/conf.d/50.yaml"
DATA=$WORK/real refused "demo seal" AnotherIsConfigured 65 "a seal is configured already"

ends "database" 0 sctf --quiet db init
refused "certificado verify" TooShort 65 "this one has 4" 7K3M
refused "certificado verify" Mistyped 65 "mistyped" 7K3M-9QXV-2B7D-5T0N-WF8H-C4RZ-6GYA
refused "certificado verify" NoSuchFile 66 "none.pdf" "$WORK/none.pdf"
echo "no PDF" >"$WORK/text"
refused "certificado verify" NoPdf 65 "the file is no PDF" "$WORK/text"
refused "certificado revoke" Mistyped 65 "mistyped" --cause x 7K3M-9QXV-2B7D-5T0N-WF8H-C4RZ-6GYA
refused "certificado revoke" NoCause 64 "--cause" 7K3M-9QXV-2B7D-5T0N-WF8H-C4RZ-6GYA
finish
