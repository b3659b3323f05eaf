#!/bin/bash
# A campaign of 20,000 people killed at twenty random moments, each time taken up by the same line, beside three
# `job work` of which one is killed; then the bad days: the server killed and stopped under it, SIGINT and SIGTERM, two
# copies at once. Files and ledger are those of an uninterrupted run, and the books square.
# SCTF_SEED repeats a run; the seed is told when something fails.
set -uo pipefail
# shellcheck source=tests/support/crash.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/crash.sh"

city 20000 ibi ivtm basura

# kill -9, twenty times: twice while the database is made, then while the campaign works.
begin killed bare
for i in 1 2; do
  start
  pause 20 180
  kill -9 "$campaign" 2>/dev/null
  wait "$campaign" 2>/dev/null
done
ends "db init after kills" 0 "$SCTF" --quiet --data "$OUTDIR/.datos" db init
# Three helpers beside it, and other chunks than the uninterrupted run had.
lend() {
  mkdir -p "$OUTDIR/.datos/conf.d"
  echo 'jobs: {chunk: 500}' >"$OUTDIR/.datos/conf.d/50.yaml"
  "$SCTF" --quiet --data "$OUTDIR/.datos" db start >/dev/null
  workers=()
  for ((i = 0; i < 3; i++)); do
    "$SCTF" --quiet --data "$OUTDIR/.datos" job work >"$WORK/worker.$i" 2>&1 &
    workers+=($!)
  done
}
settle() { # name
  complete "$1"
  kill "${workers[@]}" 2>/dev/null
  wait "${workers[@]}" 2>/dev/null
  identical "$1"
}

# Eighteen kills that meet a campaign at work, however fast the machine is: one that was done before its kill is
# compared, and the next is begun.
lend
working=0 round=1
while [ "$working" -lt 18 ] && [ "$round" -le 9 ]; do
  start
  pause 5 70
  if kill -9 "$campaign" 2>/dev/null; then
    wait "$campaign" 2>/dev/null
    working=$((working + 1))
    [ "$working" != 7 ] || kill -9 "${workers[0]}" 2>/dev/null
  else
    wait "$campaign"
    same "round $round (SCTF_SEED=$SEED): a campaign that was not killed" 0 $?
    settle "round $round of the kills"
    round=$((round + 1))
    begin "killed$round"
    lend
  fi
done
same "kills that met a campaign at work" 18 "$working"
settle "after twenty kills"

# The server killed under it, and stopped under it: it says so or goes on, and the same line completes the run.
for how in kill stop; do
  begin "server_$how"
  for ((i = 0; i < 2; i++)); do
    start
    pause 15 90
    if [ "$how" = kill ]; then
      kill -9 "$(head -n 1 "$OUTDIR/.datos/pg/postmaster.pid" 2>/dev/null)" 2>/dev/null
    else
      "$SCTF" --quiet --data "$OUTDIR/.datos" db stop >"$WORK/stop" 2>&1
    fi
    wait "$campaign"
    status=$?
    case $status in
      0 | 69 | 75) pass ;;
      *) fail "the server under it ($how): exit status $status" ;;
    esac
  done
  complete "the server under it ($how)"
  identical "the server under it ($how)"
done

# catches NUMBER: whether the campaign has a handler for that signal by now.
catches() {
  local mask
  mask=$(awk '/^SigCgt/ {print $2}' "/proc/$campaign/status" 2>/dev/null)
  [ -n "$mask" ] && [ $(((16#$mask >> ($1 - 1)) & 1)) = 1 ]
}

# Ctrl-C and SIGTERM end after the current chunk, and say so. From the instant on in which it can hear: a machine may be
# slow to get there. One that was done before it heard is begun again, and told sooner.
for signal in INT TERM; do
  wanted=130 number=2
  [ $signal = INT ] || wanted=143 number=15
  met=0
  for ((i = 0; i < 8 && met == 0; i++)); do
    begin "signal_$signal$i"
    start
    for ((j = 0; j < 3000; j++)); do
      ! catches $number || break
      sleep 0.01
    done
    pause 1 $((60 / (i + 1)))
    kill -$signal "$campaign" 2>/dev/null
    wait "$campaign"
    status=$?
    if [ "$status" = "$wanted" ]; then
      met=1
      said "SIG$signal" "goes on with the same line again"
    elif [ "$status" != 0 ]; then
      fail "SIG$signal: exit status $status, not $wanted"
    fi
  done
  same "SIG$signal: exit status $wanted was met" 1 $met
  complete "after SIG$signal"
  identical "after SIG$signal"
done

# Two copies at once: one works, the other is told so (75) or comes after it; nothing is doubled.
begin twice
start
first=$campaign
"$SCTF" --quiet demo campaign --city "$WORK/city" --out "$OUTDIR" --tributo "${TRIBUTOS[@]}" >"$WORK/out.2" 2>"$WORK/err.2" &
second=$!
wait "$first"
one=$?
wait "$second"
two=$?
case "$one $two" in
  "0 0" | "0 75" | "75 0") pass ;;
  *) fail "two copies at once: exit statuses $one and $two" ;;
esac
complete "after two copies"
identical "after two copies"

finish
