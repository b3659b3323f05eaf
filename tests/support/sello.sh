# Read by tests of seals and time stamps: what e2e.sh has, a small padrón, and a time-stamp authority of our own.
# shellcheck shell=bash
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"
PDF_CHECK=${PDF_CHECK:-$(dirname -- "$SCTF")/pdf_check}
TSA_SERVER=${TSA_SERVER:-$(dirname -- "$SCTF")/tsa_server}
TSA=$WORK/tsa
mkdir "$TSA"
tsa_process=0 tsa_port=0
trap 'stop_tsa; clean_up' EXIT

v() { sctf --at 2026-11-24T10:00:00Z "$@"; }

# office INHABITANTS: a padrón, a seal whose certificate says where its list is, and `adult`, who may ask for himself.
office() {
  sctf --quiet demo city --inhabitants "$1" --seed 5 --out "$WORK/city" || fail "demo city"
  ends "database" 0 sctf --quiet db init
  "$TSA_SERVER" "$TSA" >/dev/null 2>&1 & # to know a free port
  tsa_process=$!
  wait_tsa
  ends "seal" 0 sctf --quiet demo seal --crl-url "http://127.0.0.1:$tsa_port/seal.crl"
  ends "padrón" 0 v --quiet padron import "$WORK/city/padron.csv"
  # shellcheck disable=SC2034  # read by the tests
  adult=$(awk -F';' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
    $c["fnac"] < "1990-01-01" && $c["tiden"] == 1 { print $c["nia"]; exit }' "$WORK/city/padron.csv")
}

wait_tsa() {
  for ((i = 0; i < 200; i++)); do
    [ ! -s "$TSA/port" ] || break
    sleep 0.02
  done
  tsa_port=$(cat "$TSA/port")
}

# start_tsa: the authority is configured.
start_tsa() {
  printf 'sello: {tsa: {url: "http://127.0.0.1:%s/", anclas: "%s/tsa-ca.pem", plazo: 1}}\n' "$tsa_port" "$TSA" >"$DATA/conf.d/91-tsa.yaml"
  cp "$DATA/demo-seal/ca.crl" "$TSA/seal.crl"
}
stop_tsa() {
  [ "$tsa_process" = 0 ] || kill "$tsa_process" 2>/dev/null
  [ "$tsa_process" = 0 ] || wait "$tsa_process" 2>/dev/null
  tsa_process=0
}
# mode MODE: how it answers from now on (tsa_server_main.cpp).
mode() { printf '%s\n' "$1" >"$TSA/mode"; }

# hole FILE: where the signature's hexadecimal digits begin and end.
hole() {
  local range
  range=$(grep -ao '/ByteRange\[[0-9 ]*' "$1" | head -n 1 | cut -d'[' -f2)
  # shellcheck disable=SC2086
  set -- $range
  echo "$(($2 + 1)) $(($3 - 1))"
}
# take_apart FILE: the signature into sig.der, what it covers into covered.
take_apart() {
  local from to
  read -r from to <<<"$(hole "$1")"
  head -c "$((from - 1))" "$1" >"$WORK/covered"
  tail -c "+$((to + 2))" "$1" >>"$WORK/covered"
  tail -c "+$((from + 1))" "$1" | head -c "$((to - from))" | perl -ne 'print pack("H*", $_)' >"$WORK/sig.padded"
  head -c "$((4 + 0x$(head -c 4 "$WORK/sig.padded" | tail -c 2 | od -An -tx1 | tr -d ' ')))" "$WORK/sig.padded" >"$WORK/sig.der"
}
# signature_value DER: the value of an RSA-2048 signature: the first OCTET STRING of 256 bytes (those of certificates
# are BIT STRINGs).
signature_value() {
  openssl asn1parse -inform DER -in "$1" | awk '/l= 256 prim: +OCTET STRING/ { print; exit }' |
    sed -E 's/.*\[HEX DUMP\]:([0-9A-F]+)$/\1/' | perl -ne 'chomp; print pack("H*", $_)'
}

# Lists of revoked certificates of the seal's authority, as of now, an old day, or with the seal in it.
seal_list() { # openssl ca arguments
  local ca=$WORK/ca
  mkdir -p "$ca"
  [ -e "$ca/index.txt" ] || : >"$ca/index.txt"
  [ -e "$ca/number" ] || echo 01 >"$ca/number"
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=%s/index.txt\ncrlnumber=%s/number\ndefault_md=sha256\ncertificate=%s/ca.pem\nprivate_key=%s/ca.key\ndefault_crl_days=5\nunique_subject=no\n' \
    "$ca" "$ca" "$DATA/demo-seal" "$DATA/demo-seal" >"$ca/conf"
  openssl ca -config "$ca/conf" "$@" >"$ca/out" 2>&1 || fail "openssl ca $*: $(tail -n 3 "$ca/out")"
}
publish_list() {
  seal_list -gencrl -out "$WORK/ca/list.pem" "$@"
  openssl crl -in "$WORK/ca/list.pem" -outform DER -out "$TSA/seal.crl"
}
old_list() { publish_list -crl_lastupdate 20250101000000Z -crl_nextupdate 20991231000000Z; }
new_list() { publish_list; }
revoke_seal() { seal_list -revoke "$DATA/demo-seal/seal.pem"; }
revoked_list() { publish_list; }
