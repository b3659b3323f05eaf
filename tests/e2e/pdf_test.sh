#!/bin/bash
# What other programs read in files of our PDF writer: syntax, fonts, text, tree, and both symbols back from the picture of
# a page.
set -uo pipefail
# shellcheck source=tests/e2e/common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
PDF_CHECK=${PDF_CHECK:-$(dirname -- "$SCTF")/pdf_check}
for tool in qpdf pdfinfo pdffonts pdftotext pdftoppm zbarimg; do
  command -v "$tool" >/dev/null || { echo "skipped: no $tool" && exit 77; }
done

ends "sample" 0 "$PDF_CHECK" --sample "$WORK/one.pdf" 1
ends "sample of many" 0 "$PDF_CHECK" --sample "$WORK/many.pdf" 800
ends "sample again" 0 "$PDF_CHECK" --sample "$WORK/again.pdf" 800
ends "the same bytes" 0 cmp "$WORK/many.pdf" "$WORK/again.pdf"
ends "several sections of cross-references" 0 grep -aq '/Prev ' "$WORK/many.pdf"

for file in one many; do
  ends "checker of $file" 0 "$PDF_CHECK" "$WORK/$file.pdf"
  ends "qpdf of $file" 0 qpdf --check "$WORK/$file.pdf"
  ends "no warning of qpdf for $file" 1 grep -qi warning "$OUT" "$ERR"
done
ends "checker of nothing" 64 "$PDF_CHECK"
ends "checker of no PDF" 1 "$PDF_CHECK" "${BASH_SOURCE[0]}"

# Poppler: what it says on stderr is as bad as a status.
same() { # NAME WANTED FOUND
  if [ "$2" = "$3" ]; then pass; else fail "$1: $3, not $2"; fi
}
listen() { # NAME COMMAND…: runs it; keeps its output as $WORK/NAME
  local name=$1
  shift
  ends "$name" 0 "$@"
  same "nothing on stderr for $name" "" "$(grep -v '^Connection' "$ERR")"
  cp "$OUT" "$WORK/$name"
}
for file in one many; do
  listen "$file.pdffonts" pdffonts "$WORK/$file.pdf"
  listen "$file.pdftotext" pdftotext -layout "$WORK/$file.pdf" -
done
listen one.pdfinfo pdfinfo -struct-text "$WORK/one.pdf"
# Without text: for each element with some, poppler draws the whole page again.
listen many.pdfinfo pdfinfo -struct "$WORK/many.pdf"
same "pages of many" 800 "$(pdfinfo "$WORK/many.pdf" | sed -n 's/^Pages: *//p')"
same "tagged" yes "$(pdfinfo "$WORK/one.pdf" | sed -n 's/^Tagged: *//p')"
same "fonts embedded, cut down and with their letters" 4 "$(grep -c 'CID TrueType.*yes yes yes' "$WORK/one.pdffonts")"
same "parts of many" 800 "$(grep -c '^  Part' "$WORK/many.pdfinfo")"
for text in "MARÍA DE LOS ÁNGELES NÚÑEZ GARCÍA-PEÑA" "0,5500 %" "125,54 €" "lea el código QR con el móvil."; do
  ends "text \"$text\"" 0 grep -qF -- "$text" "$WORK/one.pdftotext"
  ends "text \"$text\" in the tree" 0 grep -qF -- "$text" "$WORK/one.pdfinfo"
done
# Our checker reads what the other reader reads.
same "words in the tree" "$(sed -n 's/^ *"\(.*\)"$/\1/p' "$WORK/one.pdfinfo" | tr -s ' \n' '\n\n' | sort | sha256sum)" \
  "$("$PDF_CHECK" --text "$WORK/one.pdf" | sed 1d | tr -s ' \n' '\n\n' | sort | sha256sum)"

for number in 1 777; do
  ends "picture of page $number" 0 pdftoppm -r 200 -gray -png -f "$number" -l "$number" -singlefile "$WORK/many.pdf" "$WORK/page"
  zbarimg --quiet --raw "$WORK/page.png" 2>"$ERR" | sort >"$OUT"
  digits=$(printf '90521380011%011d1026110000%010d' "$number" $((12554 + number)))
  link=$(printf 'https://sede.ejemplo.es/pagar?ref=%011d&imp=%d' "$number" $((12554 + number)))
  same "both symbols of page $number" "$digits"$'\n'"$link" "$(cat "$OUT")"
done
finish
