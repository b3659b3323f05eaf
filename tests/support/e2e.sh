# Read by tests/e2e/*_test.sh that run campaigns: what common.sh has, and a census, an ordinance, a run in few words.
# shellcheck shell=bash
# shellcheck source=tests/e2e/common.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/e2e/common.sh"

# shellcheck disable=SC2034  # read by the tests
APPROVAL=(--act "Pleno 12/2026" --date 2026-04-30 --bulletin "BOP 52, 2026-05-04" --exposed-from 2026-05-05
  --exposed-until 2026-06-05)
skips=0

# Also stops databases that lie deeper, and those of accounts other than ours.
clean_up() {
  local pid
  while read -r pid; do
    "$SCTF" --data "$(dirname -- "$(dirname -- "$pid")")" --quiet db stop >/dev/null 2>&1 || true
  done < <(find "$WORK" -maxdepth 4 -path '*/pg/postmaster.pid' 2>/dev/null)
  rm -rf -- "${WORK:?}"
}

# fresh_database NAME: the following `sctf` work on a new database of that name.
fresh_database() {
  DATA=$WORK/$1
  "$SCTF" --data "$DATA" --quiet db init >"$OUT" 2>"$ERR" || fail "db init of $1"
}

# As in common.sh; counted in a file too, for what fails inside $( ).
fail() { # text
  echo x >>"$WORK/failed"
  {
    printf "FAILED: %s\n" "$1"
    head -n 12 "$OUT" | cut -c1-300 | sed "s/^/  out: /"
    tail -n 6 "$ERR" | cut -c1-300 | sed "s/^/  err: /"
  } >&2
}

finish() {
  failed=0
  [ ! -e "$WORK/failed" ] || failed=$(wc -l <"$WORK/failed")
  printf "%d passed, %d failed, %d skipped\n" "$passed" "$failed" "$skips"
  [ "$failed" -eq 0 ]
  exit
}

skip() {
  skips=$((skips + 1))
  printf 'skipped: %s\n' "$1"
}

# tool NAME…: whether all of them are installed; says what is left out.
tool() {
  local name
  for name; do command -v "$name" >/dev/null || { skip "no $name" && return 1; }; done
}

# field NAME: a field of the last JSON line of what the last command printed.
field() { tail -n 1 "$OUT" | sed -n "s/.*\"$1\":\"\\{0,1\\}\\([^\",}]*\\).*/\\1/p"; }

# same NAME WANTED FOUND
same() {
  if [ "$2" = "$3" ]; then pass; else
    : >"$OUT" && : >"$ERR"
    fail "$1: wanted $2, found $3"
  fi
}

# same_file NAME WANTED FOUND: two files with the same bytes; else their first lines that differ.
same_file() {
  if cmp -s -- "$2" "$3"; then pass; else
    : >"$ERR"
    diff -- "$2" "$3" | head -n 12 >"$OUT"
    fail "$1: $2 and $3 differ"
  fi
}

# ask SQL: rows of the database, columns apart by |.
ask() { sctf db psql -- -XAtqc "$1"; }

# load CENSUS FILE: imports it; prints its load.
load() {
  if ! sctf --json tributos import --census "$1" "$2" >"$OUT" 2>"$ERR"; then fail "import of $2"; fi
  field load
}

# issue TRIBUTO EJERCICIO ARGUMENT…: prints the run.
issue() {
  local tributo=$1 ejercicio=$2
  shift 2
  if ! sctf --json tributos issue --tributo "$tributo" --ejercicio "$ejercicio" "$@" >"$OUT" 2>"$ERR"; then
    fail "issue of $tributo $ejercicio"
  fi
  field run
}

# run_number RUN: without its check letter, as the database keeps it.
run_number() { printf "%s" "${1%?}"; }

# export_run RUN FILE
export_run() {
  if sctf tributos export "$1" --format csv >"$2" 2>"$ERR"; then pass; else fail "export of run $1"; fi
}

# The books square.
balanced() {
  ends "$1: balance" 0 sctf --json tributos balance
  same "$1: difference" 0 "$(field difference_cents)"
}


# absent NAME PATH: nothing is there.
absent() {
  if [ -e "$2" ]; then
    ls -lR "$2" >"$OUT"
    fail "$1: $2 is there"
  else pass; fi
}

# official_schema MESSAGE: its file under SCTF_NORMS; nothing where it is not there.
official_schema() { find "${SCTF_NORMS:-/dev/null}" -name "$1.xsd" 2>/dev/null | head -n 1; }
