#!/bin/bash
# Papers as a printer would take them: what other programs read back from the previews of all templates.
set -uo pipefail
# shellcheck source=tests/e2e/common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# tool NAME…: whether all of them are installed; says which tests are left out.
tool() {
  local name
  for name; do command -v "$name" >/dev/null || { echo "skipped: no $name" && return 1; }; done
}

ends "list" 0 sctf plantilla list
said "list" "cartas/carta_pago"
ends "check" 0 sctf --json plantilla check
said "check" '"problems":0'
while read -r name languages; do
  for lang in $languages; do
    for sample in usual longest shortest; do
      file=$WORK/${name//\//-}-$lang-$sample.pdf
      ends "preview $name $lang $sample" 0 sctf --json plantilla preview "$name" --lang "$lang" --sample "$sample" --out "$file"
      said "preview $name $lang $sample" "\"lang\":\"$lang\""
      if tool qpdf >/dev/null; then ends "syntax of $name $lang $sample" 0 qpdf --check "$file"; fi
      if tool pdffonts >/dev/null; then
        ends "fonts of $name" 0 pdffonts "$file"
        awk 'NR > 2 && $(NF - 4) $(NF - 3) $(NF - 2) != "yesyesyes" { bad = 1 } END { exit bad || NR < 3 }' "$OUT" || fail "fonts of $name"
      fi
    done
  done
done < <("$SCTF" plantilla list)

carta=$WORK/cartas-carta_pago-es-usual
code=905223803860000123456825400126620300018475636500019399
if tool pdftotext; then
  ends "text" 0 pdftotext -layout "$carta.pdf" -
  said "the code is one run of text" "(90)${code#90}"
  for text in "Ejemplar para el contribuyente" "Ejemplar para la entidad colaboradora" "PÉREZ NÚÑEZ, ANA" "CALLE INVENTADA 12, 3.º B" "184,75 €" "22/07/2026" \
    380386 000012345682 5001266203 9001266365 "193,99 €" 31/12/2026 "procedimiento de apremio"; do
    said "a carta de pago shows" "$text"
  done
  ends "English" 0 pdftotext -layout "$WORK/cartas-carta_pago-en-usual.pdf" -
  said "English" "€184.75"
  said "English" "22 July 2026"
fi
if tool pdftoppm zbarimg; then
  pdftoppm -r 300 -png "$carta.pdf" "$WORK/symbols"
  zbarimg --quiet --raw "$WORK"/symbols-*.png >"$OUT" 2>"$ERR" || true
  said "bars" "$code"
  said "QR" "https://sede.ejemplo.es/pago/000012345682"
fi
if tool pdfinfo; then
  ends "about" 0 pdfinfo "$carta.pdf"
  said "about" "Tagged:          yes"
  ends "words in order" 0 pdfinfo -struct-text "$carta.pdf"
  said "words in order" '"Carta de pago"'
fi
ends "another language" 0 sctf --json plantilla preview cartas/devolucion --lang fr --out "$WORK/fr.pdf"
said "another language" '"lang":"es"'
finish
