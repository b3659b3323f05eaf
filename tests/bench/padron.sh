#!/bin/bash
# How long the padrón of a city takes: in from padron.csv, out as INE's C file, in and checked again, out again.
#   tests/bench/padron.sh [PEOPLE [PROGRAM]]
set -euo pipefail
export LC_ALL=C.UTF-8
people=${1:-208688}
sctf=${2:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)/build/release/bin/sctf}
work=$(mktemp -d)
clean_up() {
  local data
  for data in "$work"/csv "$work"/ine; do "$sctf" --data "$data" --quiet db stop >/dev/null 2>&1 || true; done
  rm -rf -- "${work:?}"
}
trap clean_up EXIT

step() { # what, command…
  local what=$1 from to
  shift
  from=$(date +%s%N)
  "$@" >/dev/null
  to=$(date +%s%N)
  printf '%-44s %6d ms\n' "$what" $(((to - from) / 1000000))
}
"$sctf" --quiet demo city --inhabitants "$people" --seed 1 --out "$work/city"
for data in csv ine; do "$sctf" --data "$work/$data" --quiet db init; done
step "padron.csv in ($people people)" "$sctf" --data "$work/csv" --quiet padron import "$work/city/padron.csv"
step "C file out" "$sctf" --data "$work/csv" --quiet padron export --format ine-full --out "$work/out"
step "padron.csv out" "$sctf" --data "$work/csv" --quiet padron export --format csv --out "$work/out"
step "C file in and checked" "$sctf" --data "$work/ine" --quiet padron import "$work/out/C38038AI.026"
step "C file out again" "$sctf" --data "$work/ine" --quiet padron export --format ine-full --out "$work/again"
step "population" "$sctf" --data "$work/ine" --quiet padron population
step "check" "$sctf" --data "$work/ine" --quiet padron check
cmp "$work/city/padron.csv" "$work/out/padron.csv"
cmp "$work/out/C38038AI.026" "$work/again/C38038AI.026"
echo "the same bytes"
