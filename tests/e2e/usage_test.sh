#!/bin/bash
# How the program answers what it does not understand, and a refused case of each verb that needs no campaign.
set -uo pipefail
# shellcheck source=tests/e2e/common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# Mistyped: a group, a verb, an option, one of the program's own; and words that belong elsewhere.
ends "no argument at all" 64 "$SCTF"
said "no argument at all" "sctf wants a group: db, config"
ends "mistyped group" 64 "$SCTF" tribtos issue
said "mistyped group" 'error: "tribtos" is no group of sctf; did you mean "tributos"?'
ends "verb without its group" 64 "$SCTF" issue --tributo ibi
said "verb without its group" 'did you mean "sctf tributos issue"?'
ends "mistyped verb" 64 "$SCTF" tributos isue
said "mistyped verb" 'error: "isue" is no verb of sctf tributos; did you mean "issue"?'
said "mistyped verb" "SCTF-0101: "
ends "unknown verb" 64 "$SCTF" db fly
said "unknown verb" 'error: "fly" is no verb of sctf db'
ends "group alone" 64 "$SCTF" db
said "group alone" "sctf db wants a verb: init, start"
ends "mistyped option" 64 "$SCTF" tributos issue --tributo ibi --ejercico 2026
said "mistyped option" 'error: "--ejercico" is no option of sctf tributos issue; did you mean "--ejercicio"?'
ends "mistyped option whose value a positional could take" 64 "$SCTF" tributos list --ot folder
said "mistyped option whose value a positional could take" 'did you mean "--out"?'
ends "mistyped option with =" 64 "$SCTF" tributos issue --tribto=ibi
said "mistyped option with =" 'did you mean "--tributo"?'
ends "unknown short option" 64 "$SCTF" db status -x
said "unknown short option" '"-x" is no option of sctf db status'
ends "mistyped global option" 64 "$SCTF" --jsn db status
said "mistyped global option" 'error: "--jsn" is no option of sctf; did you mean "--json"?'
ends "mistyped global option after the verb" 64 "$SCTF" db status --quite
said "mistyped global option after the verb" 'did you mean "--quiet"?'
ends "missing argument" 64 "$SCTF" tributos import --census ibi
said "missing argument" "FILE is required"
ends "missing option" 64 "$SCTF" tributos issue --tributo ibi
said "missing option" "--ejercicio is required"
ends "option without its value" 64 "$SCTF" tributos issue --ejercicio 2026 --tributo
ends "value that is no number" 64 "$SCTF" tributos issue --tributo ibi --ejercicio MMXXVI
ends "number out of range" 64 "$SCTF" tributos issue --tributo ibi --ejercicio 1492
ends "one argument too many" 64 "$SCTF" db status now
said "one argument too many" '"now" is one argument too many'
ends "--data without a value" 64 "$SCTF" db status --data
said "--data without a value" "--data wants a value"
ends "empty --data" 64 "$SCTF" db status --data=
ends "--data that is a file" 64 "$SCTF" db status --data /etc/passwd
said "--data that is a file" "--data: /etc/passwd is not a folder"
ends "--at that is no time" 64 "$SCTF" --at yesterday db status
said "--at that is no time" '--at: "yesterday" is not a time of RFC 3339'
ends "--at that does not exist" 64 "$SCTF" --at 2026-02-30T00:00:00Z db status
ends "--config that is not there" 78 "$SCTF" --config "$WORK/none.yaml" config check
said "--config that is not there" "$WORK/none.yaml"

# With --json the answer is JSON, wherever the option stands and whatever is wrong.
ends "mistyped verb with --json behind it" 64 "$SCTF" tributos isue --json
if [ "$(head -n 1 "$OUT")" = '{"type":"error","code":"SCTF-0101","text":"\"isue\" is no verb of sctf tributos; did you mean \"issue\"?"}' ] &&
  [ "$(tail -n 1 "$OUT")" = '{"type":"result","exit":64}' ]; then pass; else fail "mistyped verb with --json behind it"; fi

# What is asked for is given.
ends "--help" 0 "$SCTF" --help
said "--help" "usage: sctf"
ends "--help of a group" 0 "$SCTF" db --help
said "--help of a group" "restore"
ends "--help of a verb" 0 "$SCTF" tributos issue --help
said "--help of a verb" "--ordenanza"
ends "--version" 0 "$SCTF" --version
while read -r _ group verb _; do
  case ${verb:---} in
    --*) ends "--help of $group" 0 "$SCTF" "$group" --help ;;
    *) ends "--help of $group $verb" 0 "$SCTF" "$group" "$verb" --help ;;
  esac
done < <("$SCTF" --commands)
for shell in bash zsh fish; do ends "completion $shell" 0 "$SCTF" completion "$shell"; done
ends "the script for bash" 0 bash -c "$("$SCTF" completion bash)
  COMP_WORDS=(sctf --data /x db st) COMP_CWORD=4; _sctf; echo \"\${COMPREPLY[*]}\""
said "the script for bash" "start stop status"
ends "explain" 0 "$SCTF" explain 303
said "explain" "SCTF-0303 not_approved"

# A full disk under standard output is an error, not silence.
if [ -w /dev/full ]; then
  ends "result on a full disk" 74 bash -c "'$SCTF' --help >/dev/full"
fi

# Each verb that needs no campaign.
refused "explain" UnknownCode 64 "is no code of sctf" SCTF-9999
refused "completion" UnknownShell 64 "SHELL" tcsh
printf 'log:\n  levle: warn\n' >"$WORK/wrong.yaml"
refused "config check" UnknownKeyOfAFile 78 'wrong.yaml:2:3: error: unknown key "levle" in "log"; did you mean "level"?' --config "$WORK/wrong.yaml"
refused "config show" UnknownKeyOfAFile 78 "wrong.yaml" --config "$WORK/wrong.yaml"
refused "demo city" NobodyLivesThere 64 "--inhabitants" --inhabitants 0 --out "$WORK/city"
refused "demo city" FolderIsAFile 73 "" --inhabitants 2 --out /dev/null/city
refused "db start" NoDatabase 69 "there is no database"
refused "db stop" NoDatabase 69 "there is no database"
refused "db status" NoDatabase 69 "there is no database"
refused "db psql" NoDatabase 69 "there is no database"
refused "db migrate" NoDatabase 69 "there is no database"
refused "db backup" NoDatabase 69 "there is no database" "$WORK/backup"
refused "job list" NoDatabase 69 "there is no database"
refused "audit verify" NoDatabase 69 "there is no database"
finish
