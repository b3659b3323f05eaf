# Read by tests that compare the program with the independent calculation of tests/e2e/sql.
# shellcheck shell=bash
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

EXPORT_HEADER='referencia;clase_valor;objeto;nif;base_liquidable;tipo;cuota_integra;beneficios;cuota_liquida;domiciliado;rebaja_domiciliacion;importe;estado'
lines=0  # compared so far

# calc NAME ARGUMENT…: psql on the calculation's own database of that name.
calc() {
  local name=$1
  shift
  sctf db psql -- -XAtq -v ON_ERROR_STOP=1 -d "host=$DATA/run user=sctf dbname=calc_$name" "$@"
}

# new_calculation NAME ORDINANCE EJERCICIO [SEED]: SEED is a row of `semilla`.
new_calculation() {
  local sql=$SOURCE/tests/e2e/sql
  if ! ask "create database calc_$1" ||
    ! calc "$1" -v ejercicio="$3" -f "$sql/schema.sql" -f "$sql/ordenanza_$2.sql" -f "$sql/genera.sql" \
      -c "${4:+insert into semilla values $4}"; then
    fail "the calculation $1 cannot be prepared"
  fi
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

# write_out NAME CENSUS FILE: the census that the calculation holds, as a file.
write_out() {
  local columns
  columns=$(calc "$1" -c "select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns
                           where table_name = 'censo_$2' and column_name <> 'n'")
  calc "$1" -c "copy (select $columns from censo_$2 order by n) to stdout (format csv, delimiter ';', header)" >"$3"
}

# compare NAME TRIBUTO CENSUS EJERCICIO RUN [WHERE]: our lines and the program's, all columns, in their order; each
# referencia is twelve digits, and used once. WHERE: of our lines only these.
compare() {
  local call="calcular_$3($4)" ours=$WORK/ours theirs=$WORK/theirs
  [ "$3" != tasa ] || call="calcular_tasa('$2', $4)"
  calc "$1" -c "select $call" >/dev/null || fail "the calculation of $2 failed"
  calc "$1" -c "copy (select referencia, clase_valor, objeto, nif, base_liquidable, tipo, cuota_integra, beneficios,
    cuota_liquida, domiciliado, rebaja_domiciliacion, importe, estado from exportada
    where tributo = '$2' and ${6:-true} order by n) to stdout (format csv, delimiter ';', header)" >"$ours"
  export_run "$5" "$WORK/export"
  same "$2 $4 ($1): header" "$EXPORT_HEADER" "$(head -n 1 "$WORK/export")"
  sed -E '2,$s/^[0-9]{12};/R;/' "$WORK/export" >"$theirs"
  same_file "$2 $4 ($1): every line" "$ours" "$theirs"
  same "$2 $4 ($1): no referencia twice" "" "$(sed 1d "$WORK/export" | cut -d';' -f1 | grep . | sort | uniq -d | head -n 3)"
  lines=$((lines + $(wc -l <"$theirs") - 1))
}

# approved FROM TRIBUTO TO: what FROM calculated is the last approved padrón of the calculation TO.
approved() {
  calc "$1" -c "copy (select tributo, objeto, nif, valor_catastral from linea where tributo = '$2') to stdout" |
    calc "$3" -c "delete from anterior where tributo = '$2'" -c "copy anterior from stdin" ||
    fail "the padrón $1 cannot be taken over"
}
