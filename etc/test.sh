#!/bin/bash
# Installs what is missing, builds, runs every test. Last line: N passed, N failed.
# SCTF_NORMS may name a folder with the official schemas; tests that want them are skipped without.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

install=yes
for argument in "$@"; do
  case $argument in
    --no-install) install=no ;;
    --help | -h) echo "usage: etc/test.sh [--no-install]" && exit 0 ;;
    *) die 64 "unknown argument: $argument" ;;
  esac
done
[ -z "${SCTF_NORMS:-}" ] || export SCTF_NORMS

# Whatever ends this script, its last line says how it went.
passed=0 failed=0 finished=no
finish() {
  local status=$?
  if [ "$finished" = no ]; then
    failed=$((failed + 1))
    [ "$status" -ne 0 ] || status=1
  fi
  printf '%d passed, %d failed\n' "$passed" "$failed"
  exit "$status"
}
trap finish EXIT

[ "$install" = no ] || "$ROOT/etc/install-packages.sh" "$ROOT/etc/packages.txt"
build_preset ci

log=$ROOT/build/ci/ctest.log
ctest --test-dir "$ROOT/build/ci" --output-on-failure --timeout 600 --parallel "$(build_jobs)" 2>&1 | tee "$log" || true
# One line a test: "12/40 Test #12: name .....   Passed    0.01 sec", else ***Failed, ***Skipped, ***Timeout …
result() { grep -cE "^ *[0-9]+/[0-9]+ Test +#[0-9]+: .*$1" "$log" || true; }
total=$(result '')
passed=$(result '[. ] *Passed +[0-9.]+ sec')
skipped=$(result '\*\*\*(Skipped|Not Run \(Disabled\))')
failed=$((total - passed - skipped))
finished=yes

# Tests that ctest skipped, and single cases inside a program that passed.
named=$({
  sed -nE 's/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: ([^ ]+) .*\*\*\*(Skipped|Not Run \(Disabled\)).*/\1/p' "$log"
  sed -nE 's/^\[  SKIPPED \] ([^ ,]+\.[^ ,]+).*/\1/p' "$ROOT/build/ci/Testing/Temporary/LastTest.log" || true
} | sort -u)
[ -z "$named" ] || printf '\nSkipped:\n%s\n' "$named"
if [ "$failed" -gt 0 ]; then
  printf '\nFailed:\n'
  sed -nE '/ Passed |\*\*\*Skipped|\*\*\*Not Run \(Disabled\)/!s/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: ([^ ]+) .*/  \1/p' "$log"
fi
printf '\n'
[ "$total" -gt 0 ] || { failed=1 && say "no test was found"; }
[ "$failed" -eq 0 ] || exit 1
