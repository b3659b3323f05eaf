#!/bin/bash
# What the tax office issues under seal: the certificate of being up to date, in each of its outcomes, and the liquidaciones of a
# run, which a batch that was killed comes to again.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"
PDF_CHECK=${PDF_CHECK:-$(dirname -- "$SCTF")/pdf_check}
tool qpdf pdfsig pdftotext || finish

fresh_database data
mkdir -p "$DATA/conf.d"
echo 'tributos: {two_persons: false}' >"$DATA/conf.d/50.yaml"
sctf --quiet demo city --inhabitants 900 --seed 21 --out "$WORK/city" || fail "demo city"
ends "campaign" 0 sctf --json demo campaign --city "$WORK/city" --out "$WORK/out.d" --tributo ibi
run=$(sctf --json tributos status | sed -n 's/^{"type":"run","run":"\([^"]*\)".*/\1/p' | head -n 1)
v() { sctf --at 2026-11-24T10:00:00Z "$@"; }

# Without a seal as before, and it says so.
ends "notices without a seal" 0 v tributos notices "$run" --out "$WORK/plain"
said "notices without a seal" "liquidaciones without a seal: no seal is configured"
ends "notices without a seal, again" 0 v --json tributos notices "$run" --out "$WORK/plain"
same "notices without a seal: none has one" 0 "$(field sealed)"
refused "certificado issue" CorrienteWithoutSeal 78 "no seal is configured" --kind corriente --person 00000014Z --out "$WORK/none.pdf"

ends "seal" 0 sctf --quiet demo seal
ends "kinds" 0 sctf --json certificado kinds
said "kinds: corriente" '"kind":"corriente","languages":["en","es"],"resolucion":"EJEMPLO'
said "kinds: liquidacion" '"kind":"liquidacion"'

# Who owes in the executive period, who has paid all, whose debt is suspended.
owes() { ask "select nif from recibo where nif <> '' and pendiente_cts > 0 and clase_valor = 'recibo' and estado in ('cargado', 'parcial', 'devuelto') group by nif having count(*) = $1 order by nif limit 1"; }
debtor=$(owes 1)
square=$(ask "select nif from recibo where nif <> '' group by nif having sum(pendiente_cts) = 0 and bool_and(estado = 'pagado') order by nif limit 1")
corriente() { # LANG PERSON ARGUMENTS…
  local lang=$1 person=$2
  shift 2
  v --json certificado issue --kind corriente --person "$person" --lang "$lang" --out "$WORK/corriente.pdf" "$@"
}
for lang in es en; do
  ends "positive, $lang" 0 corriente "$lang" "$square" --finalidad "una licitación"
  same "positive, $lang" "true 0 0" "$(field al_corriente) $(field debts) $(field debts_cents)"
  ends "positive, $lang: conforms" 0 "$PDF_CHECK" "$WORK/corriente.pdf"
  text=$(pdftotext -layout "$WORK/corriente.pdf" -)
  same "positive, $lang: says so" 1 "$(grep -c 'POSITIV' <<<"$text")"
  same "positive, $lang: whose" 1 "$(grep -c "$square" <<<"$text" | sed 's/[2-9]/1/')"
  ends "positive, $lang: verified" 0 v certificado verify "$WORK/corriente.pdf"
  ends "negative, $lang" 0 corriente "$lang" "$debtor"
  same "negative, $lang" "false 1" "$(field al_corriente) $(field debts)"
  said "negative, $lang: to the clerk" '"type":"debt","referencia":"'
  ends "negative, $lang: conforms" 0 "$PDF_CHECK" "$WORK/corriente.pdf"
  text=$(pdftotext -layout "$WORK/corriente.pdf" -)
  same "negative, $lang: says so" 1 "$(grep -c 'NEGATIV' <<<"$text")"
  same "negative, $lang: which debt" yes "$(grep -q "$(sed -n 's/.*"type":"debt","referencia":"\([0-9]*\)".*/\1/p' "$OUT" | head -n 1)" <<<"$text" && echo yes)"
done
ends "in words, to the clerk" 0 v certificado issue --kind corriente --person "$debtor" --out "$WORK/corriente.pdf"
said "in words, to the clerk" "its term ended on 2026-07-22, and nothing suspends it"
# On the last day of the voluntary term nothing is owed that would count.
ends "within the term" 0 sctf --at 2026-07-22T10:00:00Z --json certificado issue --kind corriente --person "$debtor" --out "$WORK/corriente.pdf"
same "within the term" true "$(field al_corriente)"
ref=$(v --json tributos taxpayer "$debtor" | sed -n 's/.*"referencia":"\([0-9]*\)".*"estado":"\(cargado\|parcial\|devuelto\)".*/\1/p' | head -n 1)
ends "suspended" 0 v tributos suspend "$ref" --act "Resolución 77"
ends "suspended: positive" 0 corriente es "$debtor"
same "suspended: positive" "true 1" "$(field al_corriente) $(field suspended)"
same "suspended: told on the paper" 1 "$(pdftotext "$WORK/corriente.pdf" - | grep -c 'está suspendido')"
ends "goes on" 0 v tributos resume "$ref" --act "Resolución 78"
before=$(ask "select count(*) from documento")
ends "rehearsed" 0 corriente es "$square" --dry-run
same "rehearsed: nothing issued" "$before" "$(ask "select count(*) from documento")"
refused "certificado issue" CorrienteOfNobody 65 "needs --name" --kind corriente --person 00999999M --out "$WORK/none.pdf"
ends "of whom nobody has heard" 0 corriente es 00999999M --name "Persona Inventada"
same "of whom nobody has heard" "true 1" "$(field al_corriente) $(pdftotext "$WORK/corriente.pdf" - | grep -c 'Persona Inventada')"
refused "certificado issue" CorrienteOfNoNif 65 "" --kind corriente --person ABC --out "$WORK/none.pdf"
refused "certificado issue" CorrienteWithoutPerson 64 "needs --person" --kind corriente --out "$WORK/none.pdf"
refused "certificado issue" CorrienteOfAReceipt 64 "--kind pago alone" --kind corriente --person "$square" --receipt 000000000001 --out "$WORK/none.pdf"
absent "what is refused leaves no file" "$WORK/none.pdf"
same "each leaves its row" yes "$([ "$(ask "select count(*) from audit where action = 'tributos.corriente' and refusal = ''")" -ge 6 ] && echo yes)"

# Liquidaciones under seal: a file each, letter and carta de pago, the same amounts as without.
ends "notices under seal, rehearsed" 0 v --json tributos notices "$run" --out "$WORK/none" --dry-run
absent "notices under seal, rehearsed" "$WORK/none"
same "notices under seal, rehearsed: nothing issued" 0 "$(ask "select count(*) from documento where tipo = 'liquidacion'")"
ends "notices under seal" 0 v tributos notices "$run" --out "$WORK/sealed"
said "notices under seal" "liquidaciones under seal, a file each"
ends "notices under seal, again" 0 v --json tributos notices "$run" --out "$WORK/sealed"
sealed=$(field sealed)
mapfile -t files < <(find "$WORK/sealed" -name 'liquidacion-*.pdf' | sort)
same "a file for each liquidación" "$(ask "select count(*) from padron_fiscal p where clase_valor = 'liquidacion' and valor is not null and not exists (select 1 from adeudo a where a.valor = p.valor)")" "${#files[@]}"
same "as it said" "$sealed" "${#files[@]}"
same "no print file of liquidaciones beside them" 0 "$(find "$WORK/sealed" -maxdepth 1 -name 'liquidaciones-*.pdf' | wc -l)"
same "each is stored, numbered without a gap" "${#files[@]}" "$(ask "select max(numero) from documento where tipo = 'liquidacion'")"
same "each says whose it is" "${#files[@]}" "$(ask "select count(*) from documento_sujeto where tipo = 'liquidacion' and sujeto like 'persona/%'")"
slips() { for file; do pdftotext -layout "$file" - | grep -oE '\(90\)[0-9]+' | head -n 1; done | sort; }
same "the same slips as without a seal" "" "$(diff <(for f in "$WORK"/plain/liquidaciones-*.pdf; do pdftotext -layout "$f" - | grep -oE '\(90\)[0-9]+'; done | sort -u) <(slips "${files[@]}" | sort -u))"
for file in "${files[0]}" "${files[-1]}"; do
  ends "conforms" 0 "$PDF_CHECK" "$file"
  ends "syntax" 0 qpdf --check "$file"
  ends "pdfsig" 0 pdfsig -nocert "$file"
  for text in "ETSI.CAdES.detached" "Total document signed" "Signature is Valid"; do said "pdfsig" "$text"; done
  ends "verified" 0 v --json certificado verify "$file"
  code=$(sed -n 's/.*"csv":"\([^"]*\)".*/\1/p' "$OUT" | head -n 1)
  text=$(pdftotext -layout "$file" -)
  for word in "Liquidación" "Cómo se ha calculado" "artículo 102" "$code" "Carta de pago"; do
    if [[ $text == *"$word"* ]]; then pass; else fail "a sealed liquidación says $word"; fi
  done
  ends "verified by its code" 0 v certificado verify "$code" --pdf "$WORK/stored.pdf"
  same_file "the store has it" "$file" "$WORK/stored.pdf"
done
ends "again" 0 v --json tributos notices "$run" --out "$WORK/sealed"
same "again: nothing more is issued" "${#files[@]}" "$(ask "select count(*) from documento where tipo = 'liquidacion'")"
# A file that was lost is written again from the store.
cp "${files[0]}" "$WORK/kept.pdf" && rm "${files[0]}"
ends "a lost file" 0 v --json tributos notices "$run" --out "$WORK/sealed"
same_file "a lost file: the same bytes" "$WORK/kept.pdf" "${files[0]}"
same "a lost file: nothing more is issued" "${#files[@]}" "$(ask "select count(*) from documento where tipo = 'liquidacion'")"

# Killed in the middle, in small files, it comes to the same bytes as one that nobody disturbed.
echo 'tributos: {two_persons: false, cartas: {por_fichero: 7}}' >"$DATA/conf.d/50.yaml"
sctf --quiet db stop
cp -a "$DATA" "$WORK/calm"
ends "undisturbed" 0 "$SCTF" --data "$WORK/calm" --at 2026-11-24T11:00:00Z --quiet tributos notices "$run" --out "$WORK/undisturbed"
made() { find "$WORK/killed" -name '*.pdf' 2>/dev/null | wc -l; }
for attempt in 1 2 3; do
  before=$(made)
  "$SCTF" --data "$DATA" --at 2026-11-24T11:00:00Z --quiet tributos notices "$run" --out "$WORK/killed" >/dev/null 2>&1 &
  victim=$!
  # As soon as it has made something more, some way into what comes next.
  for ((i = 0; i < 3000 && $(made) <= before; ++i)); do sleep 0.01; done
  sleep "0.0$attempt"
  kill -KILL "$victim" 2>/dev/null
  wait "$victim" 2>/dev/null
done
same "killed: in the middle" yes "$([ "$(made)" -gt 0 ] && [ "$(made)" -lt "$(find "$WORK/undisturbed" -name '*.pdf' | wc -l)" ] && echo yes)"
ends "killed and gone on" 0 sctf --at 2026-11-25T11:00:00Z --json tributos notices "$run" --out "$WORK/killed"
mapfile -t again < <(find "$WORK/killed" -name 'liquidacion-*.pdf' | sort)
same "killed: a file each" "${#files[@]}" "${#again[@]}"
same "killed: no part left" 0 "$(find "$WORK/killed" -name '*.part' | wc -l)"
same "killed: each file is the stored one" "" "$(diff <(sha256sum "${again[@]}" | cut -d' ' -f1 | sort) <(ask "select sha256 from documento where tipo = 'liquidacion' and numero > ${#files[@]}" | sort))"
same "killed: no number twice" "$((2 * ${#files[@]}))" "$(ask "select max(numero) from documento where tipo = 'liquidacion'")"
same "killed: byte for byte the undisturbed ones" "" "$(diff -rq "$WORK/undisturbed" "$WORK/killed")"
for file in "${again[@]:0:3}"; do ends "killed: conforms" 0 "$PDF_CHECK" "$file"; done

# No resolution for the kind: as before, and it says so.
sed -i '/^ *liquidacion:/d' "$DATA/conf.d/90-demo-seal.yaml"
ends "notices without a resolution" 0 v tributos notices "$run" --out "$WORK/unapproved"
said "notices without a resolution" "no resolution approves"
ends "notices without a resolution, again" 0 v --json tributos notices "$run" --out "$WORK/unapproved"
same "notices without a resolution: none is sealed" 0 "$(field sealed)"
ends "the trail is whole" 0 sctf audit verify
finish
