#!/bin/bash
# The main job, seen in one go: a synthetic Santa Cruz goes from census to bank file in a private database.
# Installs what is missing, builds, runs, prints the report; leaves nothing running.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'TEXT'
usage: etc/demo.sh [--inhabitants N] [--seed S] [--out DIR] [--serve] [--no-install]

  --inhabitants N   people of the city (20000; Santa Cruz has 208688)
  --seed S          another seed, another city (1)
  --out DIR         where it all goes (build/demo, made anew for another city)
  --serve           leave a server running: there is none yet (exit 69)
  --no-install      install no packages
TEXT
}

inhabitants=20000 seed=1 out='' install=yes
while [ $# -gt 0 ]; do
  case $1 in
    --inhabitants=* | --seed=* | --out=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" && continue ;;
    --inhabitants | --seed | --out)
      [ $# -ge 2 ] || die 64 "$1 wants a value"
      case $1 in
        --inhabitants) inhabitants=$2 ;;
        --seed) seed=$2 ;;
        --out) out=$2 ;;
      esac
      [ -n "$2" ] || die 64 "$1 wants a value"
      shift 2
      ;;
    --serve) die 69 "--serve: there is no server in this version (CHANGELOG.md says what there is)" ;;
    --no-install) install=no && shift ;;
    --help | -h) usage && exit 0 ;;
    *) usage >&2 && die 64 "unknown argument: $1" ;;
  esac
done
case $inhabitants$seed in *[!0-9]*) die 64 "--inhabitants and --seed are whole numbers" ;; esac

own_folder=no
[ -n "$out" ] || { out=$ROOT/build/demo && own_folder=yes; }
case $out in /*) ;; *) out=$PWD/$out ;; esac

[ "$install" = no ] || "$ROOT/etc/install-packages.sh" "$ROOT/etc/packages.txt"
say "building (a few minutes the first time)"
build_preset release >&2
sctf=$ROOT/build/release/bin/sctf

stop_database() { [ ! -d "$out/.datos/pg" ] || "$sctf" --quiet --data "$out/.datos" db stop >/dev/null 2>&1 || true; }
trap stop_database EXIT # also where a step failed: nothing stays running

# The same city again resumes or finds all done; another one needs a folder of its own.
notice=$out/censo/SINTETICO.txt
if [ -e "$out" ] && ! { [ -f "$notice" ] && grep -q ": $inhabitants habitantes, semilla $seed," "$notice"; }; then
  if [ "$own_folder" = yes ]; then
    stop_database
    rm -rf -- "${out:?}"
  elif [ -n "$(ls -A -- "$out")" ]; then
    die 73 "$out holds something else than this city: choose another --out, or remove it"
  fi
fi

"$sctf" demo city --inhabitants "$inhabitants" --seed "$seed" --out "$out/censo" >&2
"$sctf" demo campaign --city "$out/censo" --out "$out" >&2
printf '\n'
cat "$out/informe.txt"
printf '\nEverything is in %s\n' "$out"
