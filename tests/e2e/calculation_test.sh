#!/bin/bash
# Every line of `sctf tributos export`, compared with an independent calculation in PostgreSQL's exact decimals, written
# from design 6 alone (tests/e2e/sql): generated censuses full of edges, and the demo city.
# SCTF_SEEDS="a b c" tries other seeds.
set -uo pipefail
# shellcheck source=tests/support/calculation.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/calculation.sh"

fresh_database data

# try NAME EJERCICIO TRIBUTOS ARGUMENT…: loads each census, issues, compares and takes back.
try() {
  local name=$1 ejercicio=$2 tributos=$3 census tributo id run
  shift 3
  for census in ibi ivtm tasa; do
    take "$name" $census "$WORK/$name-$census.csv"
    id=$(load $census "$WORK/$name-$census.csv")
    for tributo in $tributos; do
      case $census/$tributo in ibi/ibi | ivtm/ivtm) ;; ibi/* | ivtm/* | tasa/ibi | tasa/ivtm) continue ;; esac
      run=$(issue "$tributo" "$ejercicio" --load "$id" "$@")
      compare "$name" "$tributo" $census "$ejercicio" "$run"
      sctf --quiet tributos undo "$run" --cause "the next one comes" || fail "undo of $run"
    done
  done
}

for seed in ${SCTF_SEEDS:-uno dos}; do
  # Awkward rates and all benefits together; then the rates that ship.
  new_calculation "rara_$seed" rara 2026 "('$seed', 3000, 4000, 3000, '{FN,VPO,ECO,SOL,COOP}')"
  new_calculation "ejemplo_$seed" ejemplo 2026 "('$seed bis', 2000, 3000, 2000, '{FN,ECO}')"
  for name in "rara_$seed" "ejemplo_$seed"; do
    for census in ibi ivtm tasa; do generate "$name" $census "$WORK/$name-$census.csv"; done
  done
  try "rara_$seed" 2026 "ibi ivtm agua vados" --ordenanza "$SOURCE/tests/e2e/data/ordenanza_rara.yaml"
  try "ejemplo_$seed" 2026 "ibi ivtm basura vados"
done

# The demo city; of its basura nothing has a vado.
sctf --quiet demo city --inhabitants 4000 --seed 3 --out "$WORK/city" || fail "demo city"
new_calculation city ejemplo 2026
for census in ibi ivtm tasa; do mv "$WORK/city/$census.csv" "$WORK/city-$census.csv"; done
try city 2026 "ibi ivtm basura"

balanced "all of it"
echo "$lines lines compared"
finish
