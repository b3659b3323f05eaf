#!/bin/bash
# A whole campaign, timed: tests/bench/campaign.sh [INHABITANTS] [TRIBUTO…]   (default 208688 ibi)
# Prints the steps of informe.txt, wall time, and the largest resident set of the program and of its database server.
set -euo pipefail
export LC_ALL=C.UTF-8
root=$(cd "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
sctf=${SCTF:-$root/build/release/bin/sctf}
inhabitants=${1:-208688}
[ $# -gt 0 ] && shift
work=$(mktemp -d)
chmod 755 "$work"
trap '"$sctf" --data "$work/out/.datos" --quiet db stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

tributos=()
for tributo in "$@"; do tributos+=(--tributo "$tributo"); done
begin=$(date +%s.%N)
"$sctf" --quiet demo city --inhabitants "$inhabitants" --seed 1 --out "$work/out/censo"
made=$(date +%s.%N)
"$sctf" --quiet demo campaign --city "$work/out/censo" --out "$work/out" "${tributos[@]}" 2>"$work/log" &
program=$!
peak=0 server_peak=0
while [ -d "/proc/$program" ]; do
  now=$(awk '/^VmHWM/ {print $2}' "/proc/$program/status" 2>/dev/null || echo 0)
  [ "${now:-0}" -gt "$peak" ] && peak=$now
  # What the server's processes hold, shared pages counted once.
  pss=0
  for pid in $(pgrep -x postgres || true); do
    [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$work/out/.datos/pg" ] || continue
    p=$(awk '/^Pss:/ {print $2}' "/proc/$pid/smaps_rollup" 2>/dev/null || echo 0)
    pss=$((pss + ${p:-0}))
  done
  [ "$pss" -gt "$server_peak" ] && server_peak=$pss
  sleep 0.2
done
wait "$program" || { status=$?; tail -n 20 "$work/log" >&2; exit "$status"; }
end=$(date +%s.%N)
sed -n '/TARDÓ/,/en total/p' "$work/out/informe.txt"
awk -v a="$begin" -v b="$made" -v c="$end" -v p="$peak" -v s="$server_peak" \
  'BEGIN { printf "city %.2f s, campaign %.2f s; program %.0f MB, server %.0f MB\n", b - a, c - b, p / 1024, s / 1024 }'
