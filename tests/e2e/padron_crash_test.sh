#!/bin/bash
# A load of the padrón and a file of movements killed at random moments: nothing of it is half there, and the same line
# again completes it, as if nobody had touched it. SCTF_SEED repeats a run; the seed is told when something fails.
set -uo pipefail
# shellcheck source=tests/support/e2e.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/e2e.sh"

SEED=${SCTF_SEED:-$RANDOM}
RANDOM=$SEED
PEOPLE=12000 MOVED=3000 KILLS=6
NOW=2026-04-07T10:00:00Z
"$SCTF" --quiet demo city --inhabitants $PEOPLE --seed 9 --out "$WORK/city" || fail "demo city"
C=$WORK/city/padron.csv
column() { head -n 1 "$C" | tr ';' '\n' | grep -nxF -- "$1" | cut -d: -f1; }
# New names for Spaniards with a DNI, a movement each.
awk -F';' -v OFS=';' -v t="$(column tiden)" -v n="$(column nomb)" -v m="$(column nombre_mostrado)" -v f="$(column fvar)" -v p="$(column prdp)" -v most=$MOVED '
  NR == 1 { print; next }
  $t == 1 && c < most { ++c; $f = "2026-04-01"; $2 = "M"; $3 = "PE"; $n = "CAMBIADA " substr("ABCDEFGHIJ", 1 + c % 10, 1); $m = ""; for (i = p; i < p + 3; i++) $i = ""; print }' "$C" >"$WORK/moves.csv"
moved=$(($(wc -l <"$WORK/moves.csv") - 1))

# What the padrón holds, without the numbers of runs.
held() { ask "select count(*) || ' ' || coalesce(md5(string_agg(to_jsonb(i)::text, '' order by i.nia, i.n)), '') from (select nia, n, fvar, cvar, cauv, nomb, nhop, numer, registrado from inscripcion) i
  union all select count(*) || ' ' || coalesce(md5(string_agg(to_jsonb(h)::text, '' order by h.nia)), '') from habitante h
  union all select count(*)::text from hoja union all select count(*)::text from documento_identidad" | paste -sd ' '; }
count() { ask "select count(*) from inscripcion"; }

fresh_database calm
started=$(date +%s%N)
ends "an undisturbed load" 0 sctf --quiet --at $NOW padron import "$C"
load_ms=$((($(date +%s%N) - started) / 1000000))
LOADED=$(held)
started=$(date +%s%N)
ends "undisturbed movements" 0 sctf --quiet --at $NOW padron move "$WORK/moves.csv"
move_ms=$((($(date +%s%N) - started) / 1000000))
MOVED_TO=$(held)

# killed MS NAME COMMAND…: the command, killed at a random moment of about as long as it takes.
killed() {
  local within=$1 name=$2 pid
  shift 2
  setsid "$SCTF" --data "$DATA" --quiet --at $NOW "$@" >"$OUT" 2>"$ERR" </dev/null &
  pid=$!
  sleep "$(awk -v n=$((RANDOM % (within + 1))) 'BEGIN {print n / 1000}')"
  kill -9 -- -"$pid" 2>/dev/null
  wait "$pid" 2>/dev/null
}
whole() { # NAME BEFORE AFTER: one or the other, nothing between
  local now
  now=$(count)
  case " $2 $3 " in *" $now "*) pass ;; *) fail "$1 (SCTF_SEED=$SEED): $now inscripciones, neither $2 nor $3" ;; esac
}

fresh_database killed
for ((i = 1; i <= KILLS; i++)); do
  killed "$load_ms" "load $i" padron import "$C"
  whole "load $i" 0 $PEOPLE
done
ends "the same line again (SCTF_SEED=$SEED)" 0 sctf --json --at $NOW padron import "$C"
same "the same line again: all of it" "$LOADED" "$(held)"
ends "and it holds" 0 sctf padron check
for ((i = 1; i <= KILLS; i++)); do
  killed "$move_ms" "movements $i" padron move "$WORK/moves.csv"
  whole "movements $i" $PEOPLE $((PEOPLE + moved))
done
ends "the same movements again (SCTF_SEED=$SEED)" 0 sctf --json --at $NOW padron move "$WORK/moves.csv"
same "the same movements again: all of them" "$MOVED_TO" "$(held)"
ends "and once more" 0 sctf --json --at $NOW padron move "$WORK/moves.csv"
same "and once more: registered once" "true $((PEOPLE + moved))" "$(field existed) $(count)"
ends "and it holds" 0 sctf padron check
finish
