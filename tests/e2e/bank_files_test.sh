#!/bin/bash
# Files of banks that are refused whole, each with its place; profiles of one's own; encodings that are read.
set -uo pipefail
# shellcheck source=tests/support/cobros.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/cobros.sh"

# Files that are refused whole.
NOW=(--at 2026-08-22T09:00:00Z)
x=${slip[18]:0:10}
c60_bank "$WORK/x.txt" <<LINES
$x ${a[18]} 100726 201
${slip[19]:0:10} ${a[19]} 100726 202
LINES
bad() { sed "$1" "$WORK/x.txt" >"$WORK/$2.txt"; } # SED NAME
bad '/^80/s/^\(.\{22\}\)000002/\1000003/' count && refuses WrongCount c60 "$WORK/count.txt" "count.txt:5:23"
bad '/^80/s/^\(.\{36\}\)0/\11/' sum && refuses WrongSum c60 "$WORK/sum.txt" "sum.txt:5:37"
bad '/^90/s/^\(.\{22\}\)000006/\1000007/' lines && refuses WrongLines c60 "$WORK/lines.txt" "lines.txt:6:23"
bad '2{h;d};3{G}' order && refuses OutOfOrder c60 "$WORK/order.txt" "order.txt:2:1"
bad '$d' cut && refuses EndsInTheMiddle c60 "$WORK/cut.txt" "ends in the middle"
bad '2s/380386/280793/' emisora && refuses UnknownEmisora c60 "$WORK/emisora.txt" "emisora.txt:2:11"
bad '3s/100726/310226/' day && refuses NoSuchDay c60 "$WORK/day.txt" "day.txt:3:31"
bad '3s/^\(.\{36\}\)0/\1x/' amount && refuses NoAmount c60 "$WORK/amount.txt" "amount.txt:3:37"
head -c 350 "$WORK/x.txt" >"$WORK/half.txt" && refuses HalfALine c60 "$WORK/half.txt" "half.txt:4"
iconv -t UTF-16 "$WORK/x.txt" >"$WORK/utf16.txt" && refuses Utf16 c60 "$WORK/utf16.txt" "utf16.txt:1"
c57_bank "$WORK/x.txt" <<<"$x ${a[18]} 100726 201"
bad '/^90/s/^\(.\{22\}\)000005/\1000001/' c57lines && refuses "WrongLines, c57" c57 "$WORK/c57lines.txt" "c57lines.txt:5:23"
bad '3s/03803800000/03803800001/' sufijo && refuses UnknownSufijo c57 "$WORK/sufijo.txt" "sufijo.txt:3:19"
n43_bank "$WORK/x.txt" <<<"260709 2 ${a[18]} - PAGO ${slip[18]}"
bad '/^33/s/^\(.\{58\}2\)0/\11/' balance && refuses "WrongBalance, n43" n43 "$WORK/balance.txt" "balance.txt:4:"
bad '1s/978/840/' dollars && refuses "Dollars, n43" n43 "$WORK/dollars.txt" "dollars.txt:1:48"
bad '/^33/,$d' n43cut && refuses "EndsInTheMiddle, n43" n43 "$WORK/n43cut.txt" "ends in the middle"
camt054_bank "$WORK/x.txt" N3 <<<"CRDT K90 $(e2e "${debit[6]}") ${d[6]} 2026-07-20"
bad 's/Ccy="EUR"/Ccy="USD"/' usd && refuses "Dollars, camt" camt054 "$WORK/usd.txt" "usd.txt:"
bad "s/>$(euros "${d[6]}")</>$(euros "${d[6]}")1</" decimals && refuses "ThreeDecimals, camt" camt054 "$WORK/decimals.txt" "decimals.txt:"
bad "s/>$(euros "${d[6]}")</>99999999999999999999.00</" digits && refuses "TooManyDigits, camt" camt054 "$WORK/digits.txt" "digits.txt:"
bad "s/$CUENTA/ES7921000813610123456789/" account && refuses "AnotherAccount, camt" camt054 "$WORK/account.txt" "account.txt:"
head -n 5 "$WORK/x.txt" >"$WORK/camtcut.txt" && refuses "EndsInTheMiddle, camt" camt054 "$WORK/camtcut.txt" "camtcut.txt"
LC_ALL=C sed 's|</TxDtls>|<AddtlTxInf>Espa\xf1a</AddtlTxInf></TxDtls>|' "$WORK/x.txt" >"$WORK/latin.txt" && refuses "Latin1 that says UTF-8, camt" camt054 "$WORK/latin.txt" "latin.txt"
pain002_bank "$WORK/x.txt" DA2 2026-07-20ORIGINAL <<<"$(e2e "${debit[6]}") ${d[6]} MD01"
bad 's/<OrgnlNbOfTxs>1/<OrgnlNbOfTxs>2/' number && refuses "WrongCount, pain.002" pain002 "$WORK/number.txt" "OrgnlNbOfTxs"
bad 's/<OrgnlCtrlSum>/<OrgnlCtrlSum>1/' ctrl && refuses "WrongSum, pain.002" pain002 "$WORK/ctrl.txt" "OrgnlCtrlSum"
stands "nothing of them was applied" "${slip[18]}" cargado "${a[18]}"

# The bank's own profile: one that is wrong refuses the file at its own line; one that is not provisional says nothing.
mkdir -p "$DATA/perfiles"
sed 's/^longitud: 100/longitud: cien/' "$SOURCE/etc/perfiles/c60.yaml" >"$DATA/perfiles/c60.yaml"
c60_bank "$WORK/x.txt" <<<"$x 900 100726 209"
refuses "A wrong profile" c60 "$WORK/x.txt" "perfiles/c60.yaml:11:"
sed '/^provisional/d' "$SOURCE/etc/perfiles/c60.yaml" >"$DATA/perfiles/c60.yaml"
ends "one's own profile" 0 v tributos collect --format c60 --dry-run "$WORK/x.txt"
if grep -q provisional "$OUT" "$ERR"; then fail "one's own profile is not provisional"; else pass; fi
rm -r "$DATA/perfiles"
echo 'ejemplo: tal' >"$DATA/contabilidad.yaml"
refused "tributos accounting" WrongPlan 65 "contabilidad.yaml:1:10" --from 2026-01-01 --to 2026-12-31
rm "$DATA/contabilidad.yaml"

# Encodings that are read: ISO-8859-1 in columns, ISO-8859-1 that says so, a BOM.
c60_bank "$WORK/x.txt" <<<"$x 1000 100726 210"
LC_ALL=C sed '1s/^\(.\{50\}\)   /\1\xd1\xf1o/' "$WORK/x.txt" >"$WORK/columns.txt"
collected "ISO-8859-1 in columns" c60 "$WORK/columns.txt" "partial:1" 1000
camt054_bank "$WORK/x.txt" N4 <<<"CRDT K91 NOTPROVIDED 500 2026-07-20 PAGO ${slip[18]} Nuñez"
sed 's/encoding="UTF-8"/encoding="ISO-8859-1"/' "$WORK/x.txt" | iconv -f UTF-8 -t ISO-8859-1 >"$WORK/latin1.xml"
collected "ISO-8859-1 that says so" camt054 "$WORK/latin1.xml" "partial:1" 500
camt054_bank "$WORK/x.txt" N5 <<<"CRDT K92 NOTPROVIDED 500 2026-07-20 PAGO ${slip[18]} Nuñez"
{ printf '\xef\xbb\xbf' && cat "$WORK/x.txt"; } >"$WORK/bom.xml"
collected "a BOM" camt054 "$WORK/bom.xml" "partial:1" 500
sed 's/$/\r/' "$WORK/columns.txt" >"$WORK/crlf.txt"
collected "CRLF, and the record of another file" c60 "$WORK/crlf.txt" "repeated:1" 1000
stands "encodings" "${slip[18]}" parcial $((a[18] - 2000))
finish
