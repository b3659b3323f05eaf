#!/bin/bash
# A disk that fills up under a campaign: under its files, under its database, under standard output. It ends with 74, and
# when there is room again the same line completes it as if nothing had been. Small disks are made as root only.
set -uo pipefail
# shellcheck source=tests/support/crash.sh
. "${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}/tests/support/crash.sh"

city 20000 ibi
# Standard output.
if [ -w /dev/full ]; then
  run=$(ask "select max(run) from emision")
  letters=TRWAGMYFPDXBNJZSQVHLCKE
  run+=${letters:$((run % 23)):1}
  for what in "export $run --format csv" "list $run --out /dev/full/lista" "status" "pending --on 2026-12-31" "balance"; do
    # shellcheck disable=SC2086
    "$SCTF" --data "$DATA" tributos $what >/dev/full 2>"$ERR" </dev/null
    status=$?
    case "$what/$status" in
      list*/73 | list*/74 | [!l]*/74) pass ;;
      *) fail "tributos $what on a full disk: exit status $status" ;;
    esac
  done
  sctf --quiet db stop
fi

disk=$WORK/disk
mkdir "$disk"
if [ "$(id -u)" != 0 ] || ! mount -t tmpfs -o size=1m,mode=755 tmpfs "$disk" 2>/dev/null; then
  skip "no small disk can be made here: disks full under files and database"
  finish
fi
umount "$disk"
# Goes before clean_up removes the folder.
trap 'umount -l "$disk" 2>/dev/null; clean_up' EXIT

# with_disk SIZE: another disk of that size, empty.
with_disk() {
  umount "$disk" 2>/dev/null
  mount -t tmpfs -o "size=$1,mode=755" tmpfs "$disk"
}
again() { # NAME COMMAND…: more room, and the same line
  local name=$1
  shift
  mount -o remount,size=700m "$disk"
  ends "$name: the same line with more room" 0 "$@"
  identical "$name"
  sctf --quiet db stop
}

# Under the files: enough for none, for the first, for all but the last.
for size in 100k 1m 3m; do
  begin files
  with_disk $size
  line=("$SCTF" --quiet --data "$DATA" demo campaign --city "$WORK/city" --out "$disk/out" --tributo "${TRIBUTOS[@]}")
  ends "a disk of $size for the files" 74 "${line[@]}"
  said "a disk of $size for the files" "SCTF-0504"
  same "a disk of $size: no file is half there" "" "$(find "$disk/out" -name '*.part' -o -name manifest.json)"
  OUTDIR=$disk/out
  again "a disk of $size for the files" "${line[@]}"
  OUTDIR=$WORK/files
  rm -rf "$OUTDIR"
done

# Under the database: sizes at which its tables and its write-ahead log stop in turn.
for size in 56 66 74 90; do
  [ "$((size))" -gt "$(($(du -sm "$WORK/made" | cut -f1) + 4))" ] || continue
  with_disk ${size}m
  OUTDIR=$disk
  DATA=$disk/.datos
  cp -a "$WORK/made" "$DATA"
  line=("$SCTF" --quiet demo campaign --city "$WORK/city" --out "$disk" --tributo ibi)
  "${line[@]}" >"$OUT" 2>"$ERR"
  status=$?
  case $status in
    74) said "a disk of $size MB for the database" "SCTF-0504" ;;
    0) pass ;; # it was large enough
    *) fail "a disk of $size MB for the database: exit status $status" ;;
  esac
  met="${met:-}$status "
  again "a disk of $size MB for the database" "${line[@]}"
done
case $met in *74*) pass ;; *) fail "no disk was too small: $met" ;; esac
finish
