#!/bin/bash
# The bad days of a seal: it ends, its token goes away, the disk is full, the machine dies in the middle of a batch. No
# document without a valid seal, no number used twice, and the batch comes to the codes of one that nobody disturbed.
# SCTF_SEED repeats a run; the seed is told when something fails.
set -uo pipefail
# shellcheck source=tests/support/sello.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/sello.sh"
SEED=${SCTF_SEED:-$RANDOM}
RANDOM=$SEED

DATA=$WORK/made
mkdir -p "$DATA/conf.d"
echo 'jobs: {workers: 1}' >"$DATA/conf.d/10.yaml"
office 1300
start_tsa
mv "$DATA/conf.d/91-tsa.yaml" "$WORK/tsa.yaml"
ends "the key of the codes" 0 v --quiet certificado issue --kind volante --person "$adult" --out "$WORK/first.pdf"
sctf --quiet db stop

# begin NAME: a copy of the office, as it was.
begin() {
  [ "$DATA" = "$WORK/made" ] || sctf --quiet db stop
  DATA=$WORK/$1
  cp -a "$WORK/made" "$DATA"
  OUTDIR=$WORK/$1.d
}
batch() { v --quiet certificado batch --kind empadronamiento --input all --out "$OUTDIR"; }
codes() { ask "select md5(string_agg(concat_ws('|', numero, csv, registro_sha256, emitido), ';' order by numero)) from documento where tipo = 'empadronamiento'"; }
documents() { ask "select count(*) from documento where tipo = 'empadronamiento'"; }
# undisturbed NAME: the codes of the calm batch, a file each, which is the store's, and seals that hold.
undisturbed() {
  local name="$1 (SCTF_SEED=$SEED)" code
  same "$name: the codes" "$CALM" "$(codes)"
  same "$name: no number twice" "$COUNT" "$(ask "select count(distinct numero) from documento where tipo = 'empadronamiento'")"
  same "$name: a file each" "$COUNT" "$(find "$OUTDIR" -name '*.pdf' | wc -l)"
  same "$name: no part of one" 0 "$(find "$OUTDIR" -name '*.part' | wc -l)"
  same "$name: each the store's" "" "$(find "$OUTDIR" -name '*.pdf' -print0 | xargs -0 sha256sum | awk '{ print $1 }' | sort |
    comm -23 - <(ask "select coalesce(t.sha256, d.sha256) from documento d left join documento_tiempo t using (ente, tipo, ejercicio, numero)" | sort))"
  for code in $(ask "select csv from documento where tipo = 'empadronamiento' order by md5(csv || '$SEED') limit 8"); do
    ends "$name: its seal holds" 0 sctf --quiet certificado verify "$code"
  done
}
# meanwhile COMMAND…: while the batch runs and has some documents, but not all; its exit status in `status`.
meanwhile() {
  local have=0
  "$SCTF" --data "$DATA" --at 2026-11-24T10:00:00Z --quiet certificado batch --kind empadronamiento --input all --out "$OUTDIR" >"$OUT" 2>"$ERR" </dev/null &
  process=$!
  for ((i = 0; i < 400; i++)); do
    have=$(documents)
    [ "${have:-0}" = 0 ] || break
    sleep 0.02
  done
  "$@"
  wait "$process"
  status=$?
}

begin calm
ends "nobody disturbs it" 0 batch
CALM=$(codes) COUNT=$(documents)
if [ "$COUNT" -gt 1000 ]; then pass; else fail "a batch of $COUNT is no batch"; fi
undisturbed "calm"

# kill -9, at any moment, with a time-stamp authority.
begin killed
cp "$WORK/tsa.yaml" "$DATA/conf.d/91-tsa.yaml"
killed=0
for ((i = 0; i < 5; i++)); do
  timeout -s KILL "$((RANDOM % 3)).$((RANDOM % 9 + 1))" "$SCTF" --data "$DATA" --at 2026-11-24T10:00:00Z --quiet certificado batch --kind empadronamiento \
    --input all --out "$OUTDIR" >/dev/null 2>&1 || killed=$((killed + 1))
done
if [ "$killed" -gt 0 ]; then pass; else fail "nothing was killed"; fi
ends "after $killed kills" 0 batch
undisturbed "after kills"
same "all are stamped" "$COUNT" "$(ask "select count(*) from documento_tiempo t where tipo = 'empadronamiento'")"

# What signs is gone in the middle: the run stops, nothing is half there, the same line completes it.
kill_signers() {
  local child
  for child in $(cat /proc/"$process"/task/*/children 2>/dev/null); do
    [ "$(cat "/proc/$child/comm" 2>/dev/null)" != sctf-signer ] || kill -9 "$child"
  done
}
begin signer
meanwhile kill_signers
same "what signs is gone" 75 "$status"
said "what signs is gone" "SCTF-0903"
have=$(documents)
if [ "$have" -gt 0 ] && [ "$have" -lt "$COUNT" ]; then pass; else fail "it was gone at the end, or before: $have of $COUNT"; fi
ends "it is back" 0 batch
undisturbed "what signs was gone"

# A token that is taken out.
if command -v softhsm2-util >/dev/null && [ -n "$(find /usr/lib -name 'pkcs11.so' -path '*engines*' 2>/dev/null | head -n 1)" ]; then
  begin token
  mkdir "$WORK/tokens"
  printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$WORK/tokens" >"$WORK/softhsm2.conf"
  export SOFTHSM2_CONF=$WORK/softhsm2.conf
  softhsm2-util --init-token --free --label sello --so-pin 87654321 --pin 4321 >/dev/null
  softhsm2-util --import "$WORK/made/demo-seal/seal.key" --token sello --label sello --id 01 --pin 4321 >/dev/null
  (umask 077 && echo 4321 >"$WORK/pin")
  printf 'sello: {key: "pkcs11:token=sello;object=sello;type=private", password_file: "%s/pin"}\n' "$WORK" >"$DATA/conf.d/95.yaml"
  meanwhile mv "$WORK/tokens" "$WORK/taken"
  same "a token is taken out" 75 "$status"
  said "a token is taken out" "SCTF-0903"
  have=$(documents)
  if [ "$have" -gt 0 ] && [ "$have" -lt "$COUNT" ]; then pass; else fail "it was taken at the end, or before: $have of $COUNT"; fi
  ends "it is not back yet" 75 batch
  same "and nothing was issued" "$have" "$(documents)"
  mv "$WORK/taken" "$WORK/tokens"
  ends "the token is back" 0 batch
  undisturbed "the token was gone"
else
  skip "no softhsm2, or no engine for it: a token that is taken out"
fi

# A seal that ends before the day of issue, and one that ends under a batch.
begin ended
rm -r "$DATA/conf.d/90-demo-seal.yaml" "$DATA/demo-seal"
ends "a seal that ends on 29 November" 0 sctf --at 2023-11-25T00:00:00Z --quiet demo seal
ends "a seal that will have ended" 78 sctf --at 2026-12-01T10:00:00Z certificado batch --kind empadronamiento --input all --out "$OUTDIR"
said "a seal that will have ended" "SCTF-0902"
same "nothing is numbered" 0 "$(ask "select coalesce(sum(ultimo), 0) from contador where clase = 'documento' and serie = 'empadronamiento'")"
ends "one document" 78 sctf --at 2026-12-01T10:00:00Z certificado issue --kind volante --person "$adult" --out "$WORK/none.pdf"
absent "no document" "$WORK/none.pdf"
ends "sixty days before" 0 v certificado issue --kind volante --person "$adult" --out "$WORK/warned.pdf"
said "sixty days before" "ends in"
meanwhile kill_signers
have=$(documents)
same "a batch under it is interrupted" 75 "$status"
ends "and taken up when the seal has ended" 78 sctf --at 2026-12-01T10:00:00Z certificado batch --kind empadronamiento --input all --out "$OUTDIR"
said "and taken up when the seal has ended" "is gone on with under a seal that was valid"
same "nothing more was sealed" "$have" "$(documents)"
cp "$WORK/made/demo-seal"/* "$DATA/demo-seal/"
ends "its successor was valid then and is valid now" 0 sctf --at 2026-12-01T10:00:00Z --quiet certificado batch --kind empadronamiento --input all --out "$OUTDIR"
undisturbed "a seal ended in the middle"

# A full disk.
disk=$WORK/disk
mkdir "$disk"
if [ "$(id -u)" != 0 ] || ! mount -t tmpfs -o size=24m,mode=755 tmpfs "$disk" 2>/dev/null; then
  skip "no small disk can be made here: disks full under files and database"
  finish
fi
trap 'stop_tsa; umount -l "$disk" 2>/dev/null; clean_up' EXIT
begin files
OUTDIR=$disk/out
ends "a full disk for the files" 74 batch
said "a full disk for the files" "SCTF-0504"
have=$(documents)
same "as many files as documents" "$have" "$(find "$OUTDIR" -name '*.pdf' | wc -l)"
mount -o remount,size=900m "$disk"
ends "more room for the files" 0 batch
undisturbed "a full disk for the files"
umount "$disk"

sctf --quiet db stop
mount -t tmpfs -o "size=$(($(du -sm "$WORK/made" | cut -f1) + 12))m,mode=755" tmpfs "$disk"
cp -a "$WORK/made" "$disk/data"
DATA=$disk/data OUTDIR=$WORK/database.d
batch >"$OUT" 2>"$ERR"
status=$?
same "a full disk for the database" 74 "$status"
mount -o remount,size=900m "$disk"
ends "more room for the database" 0 batch
undisturbed "a full disk for the database"
sctf --quiet db stop
finish
