#!/bin/bash
# The bank files of a campaign of all three tributos against the official schemas, where SCTF_NORMS names a folder with
# them.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"
command -v xmllint >/dev/null || { echo "skipped: no xmllint" && exit 77; }
if [ -z "$(official_schema pain.008.001.02)" ] || [ -z "$(official_schema pain.008.001.08)" ]; then
  echo "skipped: no official schemas"
  exit 77
fi

sctf --quiet demo city --inhabitants 1500 --seed 11 --out "$WORK/city" || fail "demo city"
for version in 02 08; do
  DATA=$WORK/$version/.datos
  mkdir -p "$DATA/conf.d"
  echo "tributos: {remesa: {version: '$version', max_operaciones: 100}}" >"$DATA/conf.d/50.yaml"
  ends "campaign" 0 sctf --quiet demo campaign --city "$WORK/city" --out "$WORK/$version" --tributo ibi ivtm basura
  for file in "$WORK/$version"/remesa/*.xml; do
    ends "$file" 0 xmllint --noout --nonet --schema "$(official_schema "pain.008.001.$version")" "$file"
  done
  same "files of $version in the manifest" "$(find "$WORK/$version/remesa" -name '*.xml' | wc -l)" \
    "$(grep -c "\"pain.008.001.$version\"" "$WORK/$version/manifest.json")"
  same "some of each tributo" 3 "$(find "$WORK/$version/remesa" -name '*-0001.xml' | wc -l)"
done
finish
