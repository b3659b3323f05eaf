# Read by tests/e2e/*_test.sh: a folder of their own, a database of their own, and words to say what is expected.
# shellcheck shell=bash

export LC_ALL=C.UTF-8
umask 022
SOURCE=${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}
SCTF=${SCTF:-$SOURCE/build/dev/bin/sctf}
[ -x "$SCTF" ] || { echo "no program at $SCTF: build it, or set SCTF" && exit 1; }
# What the machine or the caller has configured is not what is tested.
for variable in "${!SCTF_@}"; do
  case $variable in *__*) unset "$variable" ;; esac
done

WORK=$(mktemp -d)
DATA=$WORK/data
OUT=$WORK/out ERR=$WORK/err
passed=0 failed=0

clean_up() {
  local folder
  for folder in "$WORK"/*/; do
    [ ! -d "$folder/pg" ] || "$SCTF" --data "$folder" --quiet db stop || true
  done
  rm -rf -- "${WORK:?}"
}
trap clean_up EXIT

# The program on the database of this test.
sctf() { "$SCTF" --data "$DATA" "$@"; }

pass() { passed=$((passed + 1)); }
fail() { # text
  failed=$((failed + 1))
  printf 'FAILED: %s\n' "$1"
  sed 's/^/  out: /' "$OUT" | head -n 20
  sed 's/^/  err: /' "$ERR" | head -n 20
}

# ends NAME STATUS COMMAND…: runs it, keeps what it said, compares the exit status.
ends() {
  local name=$1 wanted=$2 status=0
  shift 2
  "$@" >"$OUT" 2>"$ERR" </dev/null || status=$?
  if [ "$status" -eq "$wanted" ]; then pass; else fail "$name: exit status $status, not $wanted"; fi
}

# said NAME TEXT: what the last command said on either stream holds the text.
said() {
  if grep -qF -- "$2" "$OUT" "$ERR"; then pass; else fail "$1: did not say: $2"; fi
}

# refused "GROUP VERB" NAME STATUS TEXT ARGUMENT…: the verb refuses these arguments with that status and says why, in
# words for people and as an object with --json. tests/house/commands.sh looks for one such line for each verb.
refused() {
  local verb=$1 name="refused: $1 $2" wanted=$3 text=$4
  shift 4
  # shellcheck disable=SC2086
  ends "$name" "$wanted" sctf $verb "$@"
  said "$name" "error: "
  said "$name" "$text"
  # shellcheck disable=SC2086
  ends "$name, --json" "$wanted" sctf --json $verb "$@"
  local last
  last=$(tail -n 1 "$OUT")
  case $last in
    "{\"type\":\"result\",\"exit\":$wanted"*) pass ;;
    *) fail "$name, --json: last line: $last" ;;
  esac
  if grep -q '^{"type":"error",.*"code":"SCTF-[0-9]*","text":".*"}$' "$OUT"; then pass; else fail "$name, --json: no object of type error"; fi
}

finish() {
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
