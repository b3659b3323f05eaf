#!/bin/bash
# Every line of `sctf tributos export`, compared with an independent calculation in PostgreSQL's exact decimals, written
# from design 6 alone (tests/e2e/sql): generated censuses full of edges, the demo city, and a second year.
# SCTF_SEEDS="a b c" tries other seeds.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

fresh_database data
RARA=$SOURCE/tests/e2e/data/ordenanza_rara.yaml
HEADER='referencia;clase_valor;objeto;nif;base_liquidable;tipo;cuota_integra;beneficios;cuota_liquida;domiciliado;rebaja_domiciliacion;importe;estado'

# calc NAME: psql on the calculation's own database of that name.
calc() {
  local name=$1
  shift
  sctf db psql -- -XAtq -v ON_ERROR_STOP=1 -d "host=$DATA/run user=sctf dbname=calc_$name" "$@"
}

# new_calculation NAME ORDINANCE EJERCICIO
new_calculation() {
  ask "create database calc_$1" &&
    calc "$1" -v ejercicio="$3" -f "$E2E_SQL/schema.sql" -f "$E2E_SQL/ordenanza_$2.sql" -f "$E2E_SQL/genera.sql" ||
    fail "the calculation $1 cannot be prepared"
}

# generate NAME CENSUS FILE
generate() { calc "$1" -c "copy (select * from genera_$2) to stdout (format csv, delimiter ';', header)" >"$3"; }

# take NAME CENSUS FILE: the census into the calculation, in the file's order.
take() {
  local columns
  columns=$(head -n 1 "$3" | tr -d '\r' | tr ';' ',')
  calc "$1" -c "truncate censo_$2 restart identity" \
    -c "copy censo_$2 ($columns) from stdin (format csv, delimiter ';', header, force_null ($columns))" <"$3" ||
    fail "the calculation does not take $3"
}

# compare NAME TRIBUTO CENSUS EJERCICIO RUN: our lines and the program's, all columns, in their order; each referencia is
# twelve digits, and used once.
compare() {
  local call="calcular_$3($4)" ours=$WORK/ours theirs=$WORK/theirs
  [ "$3" != tasa ] || call="calcular_tasa('$2', $4)"
  calc "$1" -c "select $call" >/dev/null || fail "the calculation of $2 failed"
  calc "$1" -c "copy (select referencia, clase_valor, objeto, nif, base_liquidable, tipo, cuota_integra, beneficios,
    cuota_liquida, domiciliado, rebaja_domiciliacion, importe, estado from exportada where tributo = '$2' order by n)
    to stdout (format csv, delimiter ';', header)" >"$ours"
  export_run "$5" "$WORK/export"
  same "$2 $4 ($1): header" "$HEADER" "$(head -n 1 "$WORK/export")"
  sed -E '2,$s/^[0-9]{12};/R;/' "$WORK/export" >"$theirs"
  same_file "$2 $4 ($1): every line" "$ours" "$theirs"
  same "$2 $4 ($1): no referencia twice" "" "$(sed 1d "$WORK/export" | cut -d';' -f1 | grep . | sort | uniq -d | head -n 3)"
  lines=$((lines + $(wc -l <"$theirs") - 1))
}

# approve RUN, here and (TRIBUTO given) as what the calculation of NAME compares the next year with.
approve() {
  ends "approve $1" 0 sctf tributos approve "$1" "${APPROVAL[@]}"
}

lines=0
for seed in ${SCTF_SEEDS:-uno dos}; do
  # Awkward rates, all benefits together.
  new_calculation "rara_$seed" rara 2026
  calc "rara_$seed" -c "insert into semilla values ('$seed', 3000, 4000, 3000, '{FN,VPO,ECO,SOL,COOP}')"
  for census in ibi ivtm tasa; do
    generate "rara_$seed" $census "$WORK/$seed-$census.csv"
    take "rara_$seed" $census "$WORK/$seed-$census.csv"
  done
  for census in ibi ivtm tasa; do
    id=$(load $census "$WORK/$seed-$census.csv")
    case $census in tasa) tributos="agua vados" ;; *) tributos=$census ;; esac
    for tributo in $tributos; do
      run=$(issue "$tributo" 2026 --load "$id" --ordenanza "$RARA")
      compare "rara_$seed" "$tributo" $census 2026 "$run"
      sctf --quiet tributos undo "$run" --cause "another seed" || fail "undo of $run"
    done
  done
  # The rates that ship.
  new_calculation "ejemplo_$seed" ejemplo 2026
  calc "ejemplo_$seed" -c "insert into semilla values ('$seed bis', 2000, 3000, 2000, '{FN,ECO}')"
  for census in ibi ivtm tasa; do
    generate "ejemplo_$seed" $census "$WORK/$seed-$census.csv"
    take "ejemplo_$seed" $census "$WORK/$seed-$census.csv"
    id=$(load $census "$WORK/$seed-$census.csv")
    case $census in tasa) tributos="basura vados" ;; *) tributos=$census ;; esac
    for tributo in $tributos; do
      run=$(issue "$tributo" 2026 --load "$id")
      compare "ejemplo_$seed" "$tributo" $census 2026 "$run"
      sctf --quiet tributos undo "$run" --cause "another seed" || fail "undo of $run"
    done
  done
done

# The demo city.
sctf --quiet demo city --inhabitants 4000 --seed 3 --out "$WORK/city" || fail "demo city"
new_calculation city ejemplo 2026
for census in ibi ivtm tasa; do
  take city $census "$WORK/city/$census.csv"
  id=$(load $census "$WORK/city/$census.csv")
  case $census in tasa) tributo=basura ;; *) tributo=$census ;; esac
  run=$(issue $tributo 2026 --load "$id")
  compare city $tributo $census 2026 "$run"
done
balanced "all of it"
echo "$lines lines compared"
finish
