# Read by tests/e2e/*_test.sh that play the bank: its files, with the totals and control digits that the norms ask
# (norms/recaudacion 2, 3, 4, 6). Each writer reads its records from standard input, fields apart by blanks.
# shellcheck shell=bash

EMISORA_C60=380386 EMISORA_C57=03803800 SUFIJO_C57=000
CUENTA=ES9121000418450200051332

# c60_digits REF10 IDENTIFICACION CENTS: the control digits of a slip of Cuaderno 60.
c60_digits() {
  local s=$((10#$EMISORA_C60 * 76 + 10#$1 * 9 + (10#$2 + $3 - 1) * 55))
  printf '%02d' $((99 - 100 * (s % 97) / 97))
}
# c57_digits REF11 IDENTIFICACION CENTS
c57_digits() {
  local s=$((10#$1 + 10#$EMISORA_C57 + 10#$SUFIJO_C57 + 10#$2 + $3))
  printf '%02d' $(((100 - 100 * (s % 97) / 97) % 100))
}

# c60_bank FILE: of `REF10 CENTS DDMMAA PAYMENT [ANNULS] [DIGITS]` a file of Cuaderno 60, modality 1, in the shape of
# the profile that ships. ANNULS 1 takes a payment back; DIGITS stand in place of the right ones.
c60_bank() {
  local ref cents day pago anula dc n=0 sum=0 ident=0012601
  {
    printf '0170      %-12s2100          150726%58s\n' $EMISORA_C60 ''
    printf '0270      %-12s              150726%58s\n' $EMISORA_C60 ''
    while read -r ref cents day pago anula dc; do
      [ -n "$dc" ] || dc=$(c60_digits "$ref" $ident "$cents")
      [ "$anula" = 1 ] && sum=$((sum - cents)) || sum=$((sum + cents))
      n=$((n + 1))
      printf '6070      %-11s121000418%s%012d%06d%21s%1s%s%s %-10s\n' $EMISORA_C60 "$day" "$cents" "$pago" '' "${anula:-0}" "$ref" "$dc" $ident
    done
    printf '8070      %-12s%06d        %012d%27s%s%24s\n' $EMISORA_C60 $n ${sum#-} '' $((sum < 0)) ''
    printf '9070      %-12s%06d        %012d%27s%s%24s\n' $EMISORA_C60 $((n + 4)) ${sum#-} '' $((sum < 0)) ''
  } >"$1"
}

# c57_bank FILE: the same of Cuaderno 57; the document has eleven digits, the first of them 0.
c57_bank() {
  local ref cents day pago anula dc n=0 sum=0 ident=220726
  {
    printf '0170      %s    2100          150726%58s\n' $EMISORA_C57 ''
    printf '0270      %s%s%15s150726%58s\n' $EMISORA_C57 $SUFIJO_C57 '' ''
    while read -r ref cents day pago anula dc; do
      [ -n "$dc" ] || dc=$(c57_digits "0$ref" $ident "$cents")
      [ "$anula" = 1 ] && sum=$((sum - cents)) || sum=$((sum + cents))
      n=$((n + 1))
      printf '6070      %s%s121000418%s%012d%06d%21s%1s0%s%s%-11s\n' $EMISORA_C57 $SUFIJO_C57 "$day" "$cents" "$pago" '' "${anula:-0}" "$ref" "$dc" $ident
    done
    printf '8070      %s%s %06d        %012d%27s%s%24s\n' $EMISORA_C57 $SUFIJO_C57 $n ${sum#-} '' $((sum < 0)) ''
    printf '9070      %s%s %06d        %012d%27s%s%24s\n' $EMISORA_C57 $SUFIJO_C57 $((n + 4)) ${sum#-} '' $((sum < 0)) ''
  } >"$1"
}

# n43_bank FILE: of `AAMMDD 1|2 CENTS END_TO_END TEXT…` (1 out, 2 in; - for no EndToEndId) a statement of July 2026
# that opens with 100 euros.
n43_bank() {
  local day key cents e2e text n=0 records=2 balance=10000
  local -a count=([1]=0 [2]=0) moved=([1]=0 [2]=0)
  local account=${CUENTA:4:8}${CUENTA:14:10}
  {
    printf '11%s2607012607312%014d9783%-26s   \n' "$account" $balance 'AYUNTAMIENTO'
    while read -r day key cents e2e text; do
      n=$((n + 1)) count[key]=$((count[key] + 1)) moved[key]=$((moved[key] + cents)) records=$((records + 2))
      balance=$((key == 2 ? balance + cents : balance - cents))
      printf '22    0418%s%s03001%s%014d%010d%012d%-16s\n' "$day" "$day" "$key" "$cents" $n 0 ''
      printf '2301%-76s\n' "$text"
      [ "$e2e" = - ] || { printf '2305%-76s\n' "$e2e" && records=$((records + 1)); }
    done
    printf '33%s%05d%014d%05d%014d%s%014d978    \n' "$account" "${count[1]}" "${moved[1]}" "${count[2]}" "${moved[2]}" \
      $((balance < 0 ? 1 : 2)) ${balance#-}
    printf '88%018d%06d%54s\n' 999999999999999999 $records ''
  } >"$1"
}

euros() { printf '%d.%02d' $(($1 / 100)) $(($1 % 100)); }

# pain002_bank FILE MSGID ORIGINAL: of `END_TO_END CENTS REASON` a report of the bank; a return where MSGID begins with
# DA, and ORIGINAL then with the day of its booking.
pain002_bank() {
  local file=$1 msg=$2 original=$3 e2e cents reason n=0 sum=0 body='' totals=''
  while read -r e2e cents reason; do
    n=$((n + 1)) sum=$((sum + cents))
    body+="<TxInfAndSts><StsId>$n</StsId><OrgnlEndToEndId>$e2e</OrgnlEndToEndId><TxSts>RJCT</TxSts>"
    body+="<StsRsnInf><Rsn><Cd>$reason</Cd></Rsn></StsRsnInf>"
    body+="<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">$(euros "$cents")</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>"$'\n'
  done
  [[ $msg != DA* ]] || totals="<OrgnlNbOfTxs>$n</OrgnlNbOfTxs><OrgnlCtrlSum>$(euros $sum)</OrgnlCtrlSum>"
  cat >"$file" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt>
<GrpHdr><MsgId>$msg</MsgId><CreDtTm>2026-07-12T08:00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>$original</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.02</OrgnlMsgNmId>$totals</OrgnlGrpInfAndSts>
<OrgnlPmtInfAndSts><OrgnlPmtInfId>${original:10}</OrgnlPmtInfId>
$body</OrgnlPmtInfAndSts>
</CstmrPmtStsRpt></Document>
XML
}

# camt054_bank FILE MSGID: of `CRDT|DBIT KEY END_TO_END CENTS AAAA-MM-DD [TEXT…]` a notification, one entry each.
camt054_bank() {
  local file=$1 msg=$2 way key e2e cents day text body=''
  while read -r way key e2e cents day text; do
    body+="<Ntry><Amt Ccy=\"EUR\">$(euros "$cents")</Amt><CdtDbtInd>$way</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
    body+="<BookgDt><Dt>$day</Dt></BookgDt><ValDt><Dt>$day</Dt></ValDt><AcctSvcrRef>E$key</AcctSvcrRef><BkTxCd/>"
    body+="<NtryDtls><TxDtls><Refs><AcctSvcrRef>$key</AcctSvcrRef><EndToEndId>$e2e</EndToEndId></Refs>"
    body+="<Amt Ccy=\"EUR\">$(euros "$cents")</Amt><CdtDbtInd>$way</CdtDbtInd>"
    [ -z "$text" ] || body+="<RmtInf><Ustrd>$text</Ustrd></RmtInf>"
    [ "$way" = CRDT ] || body+="<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf>"
    body+="</TxDtls></NtryDtls></Ntry>"$'\n'
  done
  cat >"$file" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>$msg</MsgId><CreDtTm>2026-07-12T08:00:00</CreDtTm></GrpHdr>
<Ntfctn><Id>1</Id><Acct><Id><IBAN>$CUENTA</IBAN></Id></Acct>
$body</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
XML
}
