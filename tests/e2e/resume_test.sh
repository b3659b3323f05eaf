#!/bin/bash
# A run that was killed sees the world it began in when it is taken up again: the creditor of its remesa, the padrón it
# is compared with, its clock; whatever was configured, approved or is the day by then.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

fresh_database data
mkdir -p "$DATA/conf.d"
configure() { # SUFIJO CHUNK
  printf 'tributos: {two_persons: false, acreedor: {sufijo: "%s"}}\njobs: {chunk: %s}\n' "$1" "$2" >"$DATA/conf.d/50.yaml"
}
configure 001 200
sctf --quiet demo city --inhabitants 1500 --seed 31 --out "$WORK/city" || fail "demo city"
load=$(load ibi "$WORK/city/ibi.csv")

# stopped TABLE ARGUMENT…: the verb, killed where it wants to write into a table that somebody else holds.
stopped() {
  local table=$1 holder victim i
  shift
  sctf db psql -- -XAtqc "begin; lock table $table in exclusive mode; select pg_sleep(60)" >/dev/null 2>&1 &
  holder=$!
  for ((i = 0; i < 100; i++)); do
    [ "$(ask "select count(*) from pg_locks where mode = 'ExclusiveLock' and granted and relation = '$table'::regclass")" = 0 ] || break
    sleep 0.05
  done
  "$SCTF" --data "$DATA" --quiet "$@" >"$OUT" 2>"$ERR" </dev/null &
  victim=$!
  for ((i = 0; i < 200; i++)); do
    [ "$(ask "select count(*) from pg_locks where not granted and relation = '$table'::regclass")" = 0 ] || break
    sleep 0.05
  done
  kill -9 $victim 2>/dev/null
  wait $victim 2>/dev/null
  ask "select pg_terminate_backend(pid) from pg_locks where relation = '$table'::regclass" >/dev/null
  wait $holder 2>/dev/null
}

# 2025 waits for its approval while 2026, of other holders, is begun, killed, and only then taken up again.
run25=$(issue ibi 2025 --load "$load")
awk -F";" -v OFS=";" "NR > 1 && \$8 ~ /^[0-9]/ {\$8 = \"00000000T\"; \$9 = \"OTRO FICTICIO\"} {print}" "$WORK/city/ibi.csv" >"$WORK/other.csv"
other=$(load ibi "$WORK/other.csv")
stopped padron_fiscal --at 2026-05-20T09:00:00Z tributos issue --tributo ibi --ejercicio 2026 --load "$other"
same "begun, and nothing calculated" "1 0" "$(ask "select count(*) from emision where ejercicio = 2026") $(ask "select count(*) from padron_fiscal p join emision e using (ente, run) where e.ejercicio = 2026")"
ends "approve 2025" 0 sctf tributos approve "$run25" "${APPROVAL[@]}"
run26=$(issue ibi 2026 --load "$other")
export_run "$run26" "$WORK/export"
same "no padrón was approved when it began" "$(awk -F";" "NR > 1 && \$13 == \"n\"" "$WORK/other.csv" | cut -d";" -f1 | sort -u)" \
  "$(awk -F";" "\$2 == \"liquidacion\" {print \$3}" "$WORK/export" | sort -u)"
# Begun now, it is compared with 2025: its holders are new.
sctf --quiet tributos undo "$run26" --cause "compare it" || fail "undo"
run26=$(issue ibi 2026 --load "$other")
export_run "$run26" "$WORK/export"
same "compared with what is approved by now" liquidacion "$(awk -F";" "\$4 == \"00000000T\" {print \$2}" "$WORK/export" | sort -u)"

# A cargo under one creditor stays under it.
stopped adeudo --at 2025-05-20T09:00:00Z tributos charge "$run25" --out "$WORK/remesa"
same "begun, and nothing debited" "1 0" "$(ask "select count(*) from remesa") $(ask "select count(*) from adeudo")"
configure 002 50
ends "charge under another configuration and on another day" 0 sctf --at 2025-06-20T09:00:00Z --json tributos charge "$run25" --out "$WORK/remesa"
same "one creditor" ES97001P3803800F "$(ask "select distinct acreedor_id from adeudo")"
same "the creditor of its file" 2 "$(grep -o 'ES97001P3803800F' "$WORK"/remesa/*.xml | sort | uniq -c | awk '{print ($1 >= 2) ? 2 : $1}')"
same "none of another in its file" 0 "$(grep -c 'ES97002P3803800F' "$WORK"/remesa/*.xml)"
same "booked on the day it began" 2025-05-20 "$(ask "select distinct contable from apunte")"
same "CreDtTm of the day it began" 2025-05-20 "$(grep -o '<CreDtTm>[0-9-]*' "$WORK"/remesa/*.xml | cut -c10-)"
balanced "all of it"
finish
