#!/bin/bash
# The paper of a small city's campaign, whole: print files, single slips, proofs of payment, letters of returned debits,
# accounting papers. Read back by other programs; digits recomputed; sums held against the padrón.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

PDF_CHECK=${PDF_CHECK:-$(dirname -- "$SCTF")/pdf_check}
tool qpdf pdftotext pdffonts || finish

# conforms FILE…: our checker, qpdf, and every font embedded, subset and with its Unicode map.
conforms() {
  local file
  for file; do
    ends "conforms: ${file##*/}" 0 "$PDF_CHECK" "$file"
    ends "syntax: ${file##*/}" 0 qpdf --check "$file"
    ends "fonts: ${file##*/}" 0 pdffonts "$file"
    awk 'NR > 2 && $(NF - 4) $(NF - 3) $(NF - 2) != "yesyesyes" { bad = 1 } END { exit bad || NR < 3 }' "$OUT" || fail "fonts: ${file##*/}"
  done
}
# slips FILE…: a line for each carta de pago: its document, its cents. Payer's and bank's copy show the same figures; the
# control digits (norms/recaudacion 2.4) and the code follow from them.
slips() {
  local file
  for file; do pdftotext -layout "$file" -; done | awk -v RS='\f' '
    function control(em, ref, id, cents,  s) {
      s = em * 76 + substr(ref, 1, 10) * 9 + (id + cents - 1) * 55
      return sprintf("%02d", 99 - int(100 * (s % 97) / 97))
    }
    {
      n = split($0, line, "\n"); rows = 0; code = ""
      for (i = 1; i <= n; i++) {
        m = split(line[i], f, " ")
        if (m >= 6 && length(f[1]) == 6 && f[2] ~ /^[12]$/ && length(f[3]) == 12 && f[6] == "€") {
          gsub(/[.,]/, "", f[5]); rows++
          em[rows] = f[1]; mod[rows] = f[2]; ref[rows] = f[3]; id[rows] = f[4]; cents[rows] = f[5]
        }
        if (match(line[i], /\(90\)[0-9]+/)) code = "90" substr(line[i], RSTART + 4, RLENGTH - 4)
      }
      if (code == "") next
      half = rows / 2
      bad = rows == 2 || rows == 4 ? "" : "rows"
      for (i = 1; i <= half; i++) {
        if (em[i] ref[i] id[i] cents[i] != em[i + half] ref[i + half] id[i + half] cents[i + half]) bad = "copies"
        if (control(em[i], ref[i], id[i], cents[i]) != substr(ref[i], 11)) bad = "digits"
      }
      if (half == 2) want = "90522" em[1] ref[1] substr(ref[2], 11) substr(id[1], 2) sprintf("%08d", cents[1]) substr(id[2], 7) sprintf("%08d", cents[2])
      else if (mod[1] == 2) want = "90521" em[1] ref[1] id[1] sprintf("%08d", cents[1]) "0"
      else want = "90502" em[1] ref[1] id[1] sprintf("%08d", cents[1])
      if (want != code) bad = "code"
      print substr(ref[1], 1, 10), cents[1] + 0, bad == "" ? "good" : "BAD:" bad
    }'
}
sum() { awk '{s += $2} END {printf "%d", s}' "$1"; }
# page_content FILE PAGE: its content streams, decoded.
page_content() {
  local object
  qpdf --show-pages "$1" | awk -v page="page $2:" '$0 ~ "^page " {on = index($0, page) == 1; c = 0} on && /content:/ {c = 1; next} on && c && /R$/ {print $1}' |
    while read -r object; do qpdf --show-object="$object" --filtered-stream-data "$1"; done
}

fresh_database data
mkdir -p "$DATA/conf.d"
echo 'tributos: {two_persons: false, pago_url: "https://sede.ejemplo.es/pago"}' >"$DATA/conf.d/50.yaml"
sctf --quiet demo city --inhabitants 900 --seed 21 --out "$WORK/city" || fail "demo city"
ends "campaign" 0 sctf --json demo campaign --city "$WORK/city" --out "$WORK/out.d" --tributo ibi
run=$(sctf --json tributos status | sed -n 's/^{"type":"run","run":"\([^"]*\)".*/\1/p' | head -n 1)
export_run "$run" "$WORK/export"
v() { sctf --at 2026-07-15T09:00:00Z "$@"; }

# Print files: what they ask for is what the padrón has of each kind.
P=$WORK/print
ends "notices" 0 v --json tributos notices "$run" --out "$P"
paper=$(field sum_cents)
conforms "$P"/*.pdf
slips "$P"/cartas-*.pdf >"$WORK/recibos"
slips "$P"/liquidaciones-*.pdf >"$WORK/liquidaciones"
same "cartas: all good" 0 "$(grep -c -v ' good$' "$WORK/recibos")"
same "liquidaciones: all good" 0 "$(grep -c -v ' good$' "$WORK/liquidaciones")"
of() { awk -F';' -v c="$1" 'NR > 1 && $1 != "" && $2 == c && $10 == "n" {gsub(/\./, "", $9); printf "%s %d good\n", substr($1, 1, 10), $9}' "$WORK/export" | sort; }
of recibo >"$WORK/recibos.wanted"
of liquidacion >"$WORK/liquidaciones.wanted"
same "some of each" yes "$([ -s "$WORK/recibos.wanted" ] && [ -s "$WORK/liquidaciones.wanted" ] && echo yes)"
sort "$WORK/recibos" >"$WORK/recibos.found"
sort "$WORK/liquidaciones" >"$WORK/liquidaciones.found"
same_file "slips are the receipts of the padrón" "$WORK/recibos.wanted" "$WORK/recibos.found"
same_file "liquidaciones are those of the padrón" "$WORK/liquidaciones.wanted" "$WORK/liquidaciones.found"
same "sum of slips" "$paper" "$(($(sum "$WORK/recibos") + $(sum "$WORK/liquidaciones")))"
ends "letters" 0 pdftotext -layout "$(ls "$P"/liquidaciones-*.pdf | head -n 1)" -
for text in "Liquidación" "Cómo se ha calculado" "Valor catastral" "Base liquidable" "Tipo de gravamen" "Cuota íntegra" "recurso de reposición" \
  "artículo 102" "artículo 62.2"; do said "a liquidación says" "$text"; done
letters=$(grep -c "Cómo se ha calculado" "$OUT")
same "a letter for each liquidación" "$letters" "$(slips "$(ls "$P"/liquidaciones-*.pdf | head -n 1)" | wc -l)"

# One slip alone has the same page.
first=$(head -n 1 "$WORK/recibos" | cut -d' ' -f1)
untouched=$(sctf db psql -- -XAtqc "select lpad(p.valor::text, 10, '0') from padron_fiscal p join valor_estado v using (ente, run, linea)
  where v.estado = 'cargado' and p.clase_valor = 'recibo' and p.valor in (select unnest(array[$(cut -d' ' -f1 "$WORK/recibos" | sed 's/^0*//' | paste -sd,)]::bigint[])) order by p.valor limit 1")
page=$(awk -v d="${untouched:-$first}" '$1 == d {print NR; exit}' "$WORK/recibos")
book=$(ls "$P"/cartas-*.pdf | head -n 1)
ends "receipt --pdf" 0 v tributos receipt "$untouched" --pdf "$WORK/one.pdf"
conforms "$WORK/one.pdf"
page_content "$WORK/one.pdf" 1 >"$WORK/one.content"
page_content "$book" "$page" >"$WORK/book.content"
same "content is there" yes "$([ -s "$WORK/one.content" ] && echo yes)"
same_file "the single slip is the page of the print run" "$WORK/book.content" "$WORK/one.content"
ends "in English" 0 v tributos receipt "$untouched" --lang en --pdf "$WORK/english.pdf"
conforms "$WORK/english.pdf"
ends "in English: read" 0 qpdf --qdf --object-streams=disable "$WORK/english.pdf" "$WORK/english.qdf"
ends "in English: a screen reader knows" 0 grep -aq "/Lang (en-GB)" "$WORK/english.qdf"
if tool pdftoppm zbarimg; then
  pdftoppm -r 300 -f 1 -l 1 -png "$WORK/one.pdf" "$WORK/symbols"
  zbarimg --quiet --raw "$WORK"/symbols-*.png >"$OUT" 2>"$ERR" || true
  said "bars" "90$(pdftotext "$WORK/one.pdf" - | sed -n 's/^(90)\([0-9]*\)$/\1/p' | head -n 1)"
  said "QR" "https://sede.ejemplo.es/pago/$untouched"
fi

# What is paid has its proof; a debit's is provisional for eight weeks.
paid() { sctf db psql -- -XAtqc "select lpad(valor::text, 10, '0') from valor_estado where estado = 'pagado' and valor in ($1) order by valor limit 1"; }
debit=$(paid "select valor from adeudo_suceso where clase = 'abono'")
slip=$(paid "select r.valor from cobro_resultado r where r.resultado = 'paid'")
ends "proof of a debit" 0 v tributos receipt "$debit" --pdf "$WORK/debit.pdf"
ends "proof of a debit, later" 0 sctf --at 2026-12-01T09:00:00Z tributos receipt "$debit" --pdf "$WORK/later.pdf"
ends "proof of a slip" 0 v tributos receipt "$slip" --pdf "$WORK/paid.pdf" --lang en
conforms "$WORK/debit.pdf" "$WORK/later.pdf" "$WORK/paid.pdf"
ends "text of a debit's" 0 pdftotext -layout "$WORK/debit.pdf" -
for text in "Justificante de pago" "Pago provisional" "Domiciliación bancaria"; do said "a debit's proof" "$text"; done
ends "text later" 0 pdftotext -layout "$WORK/later.pdf" -
if grep -q "Pago provisional" "$OUT"; then fail "provisional for ever"; else pass; fi
ends "text of a slip's" 0 pdftotext -layout "$WORK/paid.pdf" -
for text in "Proof of payment" "Total paid"; do said "a slip's proof" "$text"; done

# Letters of returned debits: each once, and again the same where nothing came back since.
R=$WORK/returned
back=$(sctf db psql -- -XAtqc "select count(*) from valor_estado v join padron_fiscal p using (ente, run, linea) where v.pendiente_cts > 0 and v.estado <> 'anulado' and
  (select s.clase from adeudo_suceso s where s.valor = p.valor order by s.remesa desc, s.n desc limit 1) in ('devolucion', 'rechazo')")
ends "notices --returned" 0 v --json tributos notices "$run" --returned --out "$R"
same "notices --returned: letters" "$back" "$(field slips)"
cents=$(field sum_cents)
conforms "$R"/*.pdf
slips "$R"/*.pdf >"$WORK/vueltas"
same "returned: all good" 0 "$(grep -c -v ' good$' "$WORK/vueltas")"
same "returned: sum" "$cents" "$(sum "$WORK/vueltas")"
sha256sum "$R"/*.pdf >"$WORK/returned.sums"
ends "notices --returned again" 0 v --json tributos notices "$run" --returned --out "$R"
same "notices --returned again: letters" "$back" "$(field slips)"
ends "the same files" 0 sha256sum --quiet -c "$WORK/returned.sums"
ends "letter" 0 pdftotext -layout "$(ls "$R"/*.pdf | head -n 1)" -
for text in "Recibo devuelto" "el banco lo devolvió" "Carta de pago"; do said "a letter says" "$text"; done

# One more comes back: its letter alone is new, what was written before stays.
ask "insert into adeudo_suceso select ente, valor, remesa, n + 1, 'devolucion', '2026-07-14', 'MD06', -aplicado_cts, 0, 0, run, cobro
  from adeudo_suceso where valor = $debit::bigint order by n desc limit 1;
  insert into apunte (ente, valor, n, clase, componente, importe_cts, contable, pago, causa)
  select ente, valor, max(n) + 1, 'ingreso', 'principal', -sum(importe_cts) filter (where clase = 'ingreso'), '2026-07-14', '2026-07-14', 'test'
  from apunte where valor = $debit::bigint group by ente, valor" >"$OUT" 2>"$ERR" || fail "a return more"
ends "notices --returned, one more" 0 v --json tributos notices "$run" --returned --out "$R"
same "notices --returned, one more: letters" 1 "$(field slips)"
ends "the files before are the same" 0 sha256sum --quiet -c "$WORK/returned.sums"
conforms "$R"/*-0002.pdf
same "it is the one" "$debit" "$(slips "$R"/*-0002.pdf | cut -d' ' -f1)"
ends "its letter" 0 pdftotext -layout "$(ls "$R"/*-0002.pdf)" -
said "its letter" "se pidió al banco la devolución del cargo"
ends "no proof of what came back" 0 v tributos receipt "$debit" --pdf "$WORK/again.pdf"
ends "what came back has a slip" 0 pdftotext -layout "$WORK/again.pdf" -
said "what came back has a slip" "Carta de pago"

# What is refused.
load=$(sctf --json tributos status | sed -n 's/^{"type":"run",.*"load":"\([^"]*\)".*/\1/p' | head -n 1)
refused "tributos notices" OfAnImport 65 "no run of issue" "$load" --out "$WORK/none"
refused "tributos notices" ReturnedOfAnImport 65 "no run of issue" "$load" --returned --out "$WORK/none"
absent "notices of an import" "$WORK/none"
refused "tributos accounting" BackInTime 64 "--to is before --from" --from 2026-12-31 --to 2026-01-01
annulled=$(ask "select lpad(valor::text, 10, '0') from valor_estado where estado = 'anulado' and valor is not null order by valor limit 1")
if [ -n "$annulled" ]; then ends "an annulled receipt has no paper" 65 v tributos receipt "$annulled" --pdf "$WORK/none.pdf"; fi
absent "paper of an annulled receipt" "$WORK/none.pdf"

# Accounting papers: their last line is the sum of the CSV.
A=$WORK/accounts
ends "accounting" 0 v --json tributos accounting --from 2026-01-01 --to 2026-12-31 --out "$A"
conforms "$A"/*.pdf
euros() { awk -F';' -v c="$2" 'NR > 1 {gsub(/\./, "", $c); s += $c} END {printf "%.2f\n", s / 100}' "$1" | sed 's/\./,/' | sed ':a; s/\([0-9]\)\([0-9]\{3\}\)\([.,]\)/\1.\2\3/; ta'; }
ends "cuenta" 0 pdftotext -layout "$A"/cuenta-recaudacion-*.pdf -
grep '^ *Total' "$OUT" >"$WORK/total" || true
for column in 4 5 6 7 8; do
  wanted=$(euros "$(ls "$A"/cuenta-recaudacion-*.csv)" "$column")
  if grep -qF -- "$wanted €" "$WORK/total"; then pass; else fail "cuenta: no total $wanted"; fi
done
ends "parte" 0 pdftotext -layout "$A"/parte-diario-*.pdf -
grep '^ *Total' "$OUT" >"$WORK/total" || true
wanted=$(euros "$(ls "$A"/parte-diario-*.csv)" 6)
if grep -qF -- "$wanted €" "$WORK/total"; then pass; else fail "parte: no total $wanted"; fi
finish
