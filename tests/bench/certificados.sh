#!/bin/bash
# Certificates of a padrón, one kind for everybody who needs no officer: tests/bench/certificados.sh [INHABITANTS]   (default 20000)
# Prints how many were issued, the wall time, and the largest resident set of the program.
set -euo pipefail
export LC_ALL=C.UTF-8
root=$(cd "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
sctf=${SCTF:-$root/build/release/bin/sctf}
work=$(mktemp -d)
chmod 755 "$work"
trap '"$sctf" --data "$work/data" --quiet db stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
s() { "$sctf" --data "$work/data" --quiet "$@" 2>"$work/log" || { cat "$work/log" >&2 && exit 1; }; }

s demo city --inhabitants "${1:-20000}" --seed 1 --out "$work/city" >/dev/null
s db init >/dev/null
s demo seal >/dev/null
s padron import "$work/city/padron.csv" >/dev/null
begin=$(date +%s.%N)
"$sctf" --data "$work/data" --json --quiet certificado batch --kind volante --input all --out "$work/volantes" >"$work/result" 2>"$work/log" &
program=$!
peak=0
while [ -d "/proc/$program" ]; do
  now=$(awk '/^VmHWM/ {print $2}' "/proc/$program/status" 2>/dev/null || echo 0)
  [ "${now:-0}" -gt "$peak" ] && peak=$now
  sleep 0.1
done
wait "$program" || { tail -n 5 "$work/log" >&2 && exit 1; }
end=$(date +%s.%N)
issued=$(tail -n 1 "$work/result" | sed -n 's/.*"issued":\([0-9]*\).*/\1/p')
awk -v n="$issued" -v a="$begin" -v b="$end" -v p="$peak" \
  'BEGIN { printf "%d issued in %.2f s: %.0f a second; program %.0f MB\n", n, b - a, n / (b - a), p / 1024 }'
