#!/bin/bash
# The life of a database: made, killed, started, stopped, backed up, restored; and what each verb of db, job and audit
# refuses on the way.
set -uo pipefail
# shellcheck source=tests/e2e/common.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

ask() { sctf db psql -Atqc "$1"; }
same() { # NAME WANTED FOUND
  if [ "$2" = "$3" ]; then pass; else fail "$1: $3, not $2"; fi
}

# Made once, by however many; dry-run makes nothing; killed in the middle, the same line begins anew.
ends "init --dry-run" 0 sctf db init --dry-run
if [ -e "$DATA" ]; then fail "init --dry-run made $DATA"; else pass; fi
"$SCTF" --data "$DATA" db init >/dev/null 2>&1 &
sleep 0.4
kill -9 $! 2>/dev/null
wait 2>/dev/null
for n in 1 2 3; do sctf --json db init >"$WORK/init$n" 2>/dev/null & done
wait
ends "init again" 0 sctf --json db init
said "init again" '"made":false'
same "init of three at once" 3 "$(cat "$WORK"/init[123] | grep -c '"exit":0')"
refused "db init" FolderCannotBeMade 73 "cannot make the data folder" --data /dev/null/deep
ends "config check with a database" 0 sctf config check

# The server: started by who needs it, stopped when told, raised again after a kill.
ends "status" 0 sctf db status
said "status" "running         yes"
ends "status --json" 0 sctf --json db status
said "status --json" '"pending":[]'
ends "stop" 0 sctf db stop
said "stop" "stopped"
ends "stop again" 0 sctf db stop
said "stop again" "it was not running"
ends "status of a stopped one" 0 sctf db status
said "status of a stopped one" "running         no"
ends "start" 0 sctf --json db start
said "start" '"started":true'
ends "start again" 0 sctf --json db start
said "start again" '"started":false'
kill -9 "$(sctf --json db status | sed -n 's/.*"pid":\([0-9]*\).*/\1/p')"
ends "a verb after kill -9 of the server" 0 sctf job list
said "a verb after kill -9 of the server" "no open runs"
ends "config of a server that is not there" 69 env SCTF_DATABASE__MODE=server \
  SCTF_DATABASE__CONNINFO="host=$WORK/nowhere dbname=sctf" "$SCTF" --data "$DATA" job list
ends "start of a server that is not ours" 64 env SCTF_DATABASE__MODE=server \
  SCTF_DATABASE__CONNINFO="host=$DATA/run dbname=sctf user=sctf" "$SCTF" --data "$DATA" db start
ends "the same database as a server of the configuration" 0 env SCTF_DATABASE__MODE=server \
  SCTF_DATABASE__CONNINFO="host=$DATA/run dbname=sctf user=sctf" "$SCTF" --data "$DATA" db init

# psql: what follows is its own.
ends "psql" 0 sctf db psql -Atc "select 'hola'"
said "psql" "hola"
ends "psql after --" 0 sctf db psql -- --version
said "psql after --" "PostgreSQL"
ends "psql --json" 64 sctf --json db psql

# The schema: what is pending, newer or changed.
ends "migrate" 0 sctf db migrate
said "migrate" "nothing is pending"
ask "insert into schema_migration values (9999, '9999_from_the_future', 'x', now(), 1)" >/dev/null
refused "db migrate" NewerSchema 78 "the schema is newer than this program"
refused "db status" NewerSchema 78 "9999_from_the_future"
refused "job list" NewerSchema 78 "9999_from_the_future"
ends "backup of a newer schema" 0 sctf db backup "$WORK/newer.dump"
ask "delete from schema_migration where version = 9999" >/dev/null
ask "update schema_migration set sha256 = 'x' where version = 1" >/dev/null
refused "db migrate" ChangedMigration 78 "was changed after it was applied"
sctf db psql -Atqc "update schema_migration set sha256 = '$(sha256sum "$SOURCE"/lib/db/migrations/0001_*.sql | cut -d' ' -f1)' where version = 1"
ends "migrate after all is well again" 0 sctf db migrate

# Work to be kept: a census.
ends "a city" 0 sctf demo city --inhabitants 200 --out "$WORK/city"
ends "a load" 0 sctf --json tributos import --census ibi "$WORK/city/ibi.csv"
run=$(sctf --json job list --all | sed -n 's/.*"run":"\([0-9A-Z]*\)".*/\1/p')
ends "job show" 0 sctf job show "$run"
said "job show" "tributos.import"
ends "job resume of what is done" 0 sctf job resume "$run"
ends "job resume --dry-run" 0 sctf --json job resume "$run" --dry-run
said "job resume --dry-run" '"dry_run":true'
ends "job work with nothing to do" 0 sctf --json job work --until-idle
said "job work with nothing to do" '"chunks":0'
refused "job show" NoSuchRun 65 "there is no run 999X" 999X
refused "job show" WrongLetter 65 "999T" 999T
refused "job resume" NoSuchRun 65 "there is no run 999X" 999X
refused "job cancel" Done 65 "there is nothing to cancel" "$run"
refused "job cancel" DoneRehearsed 65 "there is nothing to cancel" "$run" --dry-run
refused "job resume" NoSuchRunRehearsed 65 "there is no run 999X" 999X --dry-run
refused "job work" NoDatabase 69 "there is no database" --data "$WORK/nothing"

# Backup and restore.
trail=$(ask "select count(*) from audit where action <> 'db.psql'")
ends "backup --dry-run" 0 sctf --json db backup "$WORK/one.dump" --dry-run
same "backup --dry-run keeps nothing" "" "$(find "$WORK" -maxdepth 1 -name 'one.dump*')"
same "backup --dry-run leaves no trace" "$trail" "$(ask "select count(*) from audit where action <> 'db.psql'")"
ends "backup" 0 sctf --json db backup "$WORK/one.dump"
same "mode of a backup" 600 "$(stat -c %a "$WORK/one.dump")"
if [ -e "$WORK/one.dump.part" ]; then fail "a part was left"; else pass; fi
refused "db backup" FolderIsMissing 73 "$WORK/none/one.dump" "$WORK/none/one.dump"
[ ! -w /dev/full ] || refused "db backup" NotAFile 73 "/dev/full" /dev/full/x
lines=$(ask 'select count(*) from job_run')
ask "delete from job_chunk; delete from job_reject; delete from job_file" >/dev/null
printf 'PGDMP' >"$WORK/short.dump"
: >"$WORK/empty.dump"
head -c "$(($(stat -c %s "$WORK/one.dump") * 2 / 3))" "$WORK/one.dump" >"$WORK/cut.dump"
before=$(ask 'select count(*) from job_chunk')
refused "db restore" NoSuchFile 66 "$WORK/none.dump" "$WORK/none.dump"
refused "db restore" Empty 65 "is empty" "$WORK/empty.dump"
refused "db restore" NotABackup 65 "is not a backup made by sctf db backup" /etc/passwd
refused "db restore" OnlyAHeader 65 "$WORK/short.dump" "$WORK/short.dump"
refused "db restore" Truncated 65 "is not whole" "$WORK/cut.dump"
refused "db restore" NewerSchema 78 "the schema is newer" "$WORK/newer.dump"
ask "create database other" >/dev/null
"$(dirname "$(readlink -f /usr/lib/postgresql/15/bin/pg_dump)")/pg_dump" -Fc -h "$DATA/run" -U sctf -f "$WORK/other.dump" other
ask "drop database other" >/dev/null
refused "db restore" OfAnotherProgram 65 "backup of another program's database" "$WORK/other.dump"
same "after every refusal" "$before" "$(ask 'select count(*) from job_chunk')"
same "databases after every refusal" "postgres sctf" \
  "$(ask "select string_agg(datname, ' ' order by datname) from pg_database where not datistemplate")"
sctf db psql -qc "select pg_sleep(60)" >/dev/null 2>&1 &
sleeper=$!
for _ in $(seq 50); do
  [ "$(ask "select count(*) from pg_stat_activity where query like 'select pg_sleep%'")" = 0 ] || break
  sleep 0.1
done
refused "db restore" OthersAreConnected 75 "1 other session is connected" "$WORK/one.dump"
ends "restore --dry-run beside a session" 0 sctf db restore --dry-run "$WORK/one.dump"
ends "restore --force" 0 sctf db restore --force "$WORK/one.dump"
wait "$sleeper" 2>/dev/null
same "runs after the restore" "$lines" "$(ask 'select count(*) from job_run')"
same "chunks after the restore" 1 "$(ask 'select count(*) from job_chunk')"
same "databases after the restore" "postgres sctf" \
  "$(ask "select string_agg(datname, ' ' order by datname) from pg_database where not datistemplate")"
ends "restore where nobody is" 0 sctf db restore "$WORK/one.dump"
ends "the same load after the restore" 0 sctf --json tributos import --census ibi "$WORK/city/ibi.csv"
ends "restore into another machine's database" 0 "$SCTF" --data "$WORK/second" db init
ends "restore into another machine's database" 0 "$SCTF" --data "$WORK/second" db restore "$WORK/one.dump"
same "its runs" "$lines" "$("$SCTF" --data "$WORK/second" db psql -Atqc 'select count(*) from job_run')"

# The trail.
ends "audit verify" 0 sctf --json audit verify
said "audit verify" '"unchained":0'
ask "update audit set account = 'somebody else' where id = (select min(id) from audit)" >/dev/null
refused "audit verify" ChangedRow 65 "the chain is broken at link 1"

# Somebody else's folder.
chmod 755 "$WORK"
other=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if [ "$(id -u)" = 0 ] && "${other[@]}" test -x "$SCTF" 2>/dev/null; then
  ends "stop by another account" 77 "${other[@]}" "$SCTF" --data "$DATA" db stop
  said "stop by another account" "belongs to another user"
  ends "a query by another account" 69 "${other[@]}" "$SCTF" --data "$DATA" job list
  said "a query by another account" "Peer authentication failed"
else
  echo "skipped: no second account that can reach the program"
fi
finish
