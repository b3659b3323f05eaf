# Read by tests of the money that comes in: what e2e.sh and banco.sh have, a small city whose IBI is charged, and what a
# verb did and left.
# shellcheck shell=bash
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"
# shellcheck source=tests/support/banco.sh
. "$SOURCE/tests/support/banco.sh"

DATA=$WORK/data
chmod 755 "$WORK"
mkdir -p "$DATA/conf.d"
other=nobody
echo "database: {accounts: [$other]}" >"$DATA/conf.d/40.yaml"
echo 'tributos: {two_persons: false}' >"$DATA/conf.d/50.yaml"
fresh_database data
NOW=(--at 2026-05-20T09:00:00Z)
v() { sctf "${NOW[@]}" "$@"; }
fields() { # NAME FIELD…
  local name=$1 f
  shift
  for f in "$@"; do
    if tail -n 1 "$OUT" | grep -q "^{\"type\":\"result\",\"exit\":[0-9]*,.*\"$f\":"; then pass; else fail "$name: no field $f"; fi
  done
}
# Whatever any verb may have written.
rows() {
  ask "select (select count(*) from apunte) || ' ' || (select count(*) from cobro) || ' ' || (select count(*) from cobro_resultado) || ' '
    || (select count(*) from deposito) || ' ' || (select count(*) from adeudo_suceso) || ' ' || (select count(*) from anulacion) || ' '
    || (select count(*) from suspension) || ' ' || (select count(*) from pendiente) || ' ' || (select count(*) from externa) || ' '
    || (select count(*) from padron_fiscal)"
}
# rehearsed NAME VERB…: --dry-run ends with 0 and leaves nothing.
rehearsed() {
  local name=$1 before runs
  shift
  before=$(rows)
  runs=$(ask "select count(*) from job_run")
  ends "$name --dry-run" 0 v --json "$@" --dry-run
  same "$name --dry-run says so" true "$(field dry_run)"
  same "$name --dry-run leaves nothing" "$before $runs" "$(rows) $(ask "select count(*) from job_run")"
}
outcomes() { tail -n 1 "$OUT" | sed -n 's/.*"outcomes":{\([^}]*\)}.*/\1/p' | tr -d '"' | tr ',' '\n' | sort | paste -sd' '; }
# collected NAME FORMAT FILE OUTCOMES CENTS: rehearsed, done, done again; balanced.
collected() {
  local run before
  rehearsed "$1" tributos collect --format "$2" "$3"
  same "$1 --dry-run: outcomes" "$4" "$(outcomes)"
  ends "$1" 0 v --json tributos collect --format "$2" "$3"
  fields "$1" run records outcomes sum_cents
  same "$1: outcomes" "$4" "$(outcomes)"
  same "$1: sum" "$5" "$(field sum_cents)"
  run=$(field run) before=$(rows)
  ends "$1 again" 0 v --json tributos collect --format "$2" "$3"
  same "$1 again: the same run" "$run" "$(field run)"
  same "$1 again: the same outcomes" "$4" "$(outcomes)"
  same "$1 again: nothing new" "$before" "$(rows)"
  balanced "$1"
}
# stands NAME REF ESTADO CENTS: as receipt, export and pending tell it.
stands() {
  ends "$1" 0 v --json tributos receipt "$2"
  same "$1: estado of $2" "$3" "$(field estado)"
  same "$1: pending of $2" "$4" "$(field pending_cents)"
  same "$1: export of $2" "$3" "$(sctf --quiet tributos export "$run" 2>"$ERR" | awk -F';' -v r="$2" '$1 == r {print $13}')"
  same "$1: pending --on of $2" "$4" "$(sctf --json tributos pending --on 2027-12-31 2>"$ERR" | sed -n "s/^{\"type\":\"pending\",\"referencia\":\"$2\",\"pending_cents\":\(-\{0,1\}[0-9]*\)}/\1/p" | grep . || echo 0)"
}
# refuses NAME FORMAT FILE TEXT: whole, and nothing is left.
refuses() {
  local before
  before=$(rows)
  refused "tributos collect" "$1" 65 "$4" --format "$2" "$3"
  same "refused: $1 leaves nothing" "$before" "$(rows)"
}

sctf --quiet demo city --inhabitants 1200 --seed 21 --out "$WORK/city" || fail "demo city"
load ibi "$WORK/city/ibi.csv" >/dev/null
run=$(v --json tributos issue --tributo ibi --ejercicio 2026 2>"$ERR" | sed -n 's/.*"run":"\([0-9A-Z]*\)".*/\1/p')
ends "approve" 0 v tributos approve "$run" "${APPROVAL[@]}"
ends "charge" 0 v tributos charge "$run" --out "$WORK/remesa"
balanced "charge"
export_run "$run" "$WORK/export"
# Receipts of above 20 euros: with a slip, and with a debit that has a rebate.
mapfile -t slip < <(awk -F';' '$2 == "recibo" && $10 == "n" && $12 > 20 {print $1}' "$WORK/export")
mapfile -t debit < <(awk -F';' '$2 == "recibo" && $10 == "s" && $11 > 0 && $12 > 20 {print $1}' "$WORK/export")
amount() { awk -F';' -v r="$1" '$1 == r {gsub(/\./, "", $12); print $12 + 0}' "$WORK/export"; }  # importe
liquida() { awk -F';' -v r="$1" '$1 == r {gsub(/\./, "", $9); print $9 + 0}' "$WORK/export"; }
e2e() { echo "IBI2026-${1:0:10}"; }
if [ ${#slip[@]} -lt 20 ] || [ ${#debit[@]} -lt 10 ]; then fail "a city of too few receipts"; fi
# Their importes by position; of debits the cuota líquida too.
# shellcheck disable=SC2034  # read by the tests
a=(); for r in "${slip[@]:0:20}"; do a+=("$(amount "$r")"); done
# shellcheck disable=SC2034
d=() l=(); for r in "${debit[@]:0:10}"; do d+=("$(amount "$r")") l+=("$(liquida "$r")"); done
