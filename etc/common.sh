# Read by etc/demo.sh, etc/test.sh and .ci/run: what a script cannot take for granted on a minimal Debian.
# shellcheck shell=bash

export LC_ALL=C.UTF-8
umask 022

# The top of the tree, from the place of the script that reads this file.
ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

# HOME may be unset or belong to somebody else; ccache then keeps its files in the build folder.
if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME="$ROOT/build/home"
  mkdir -p "$HOME"
fi

say() { printf '%s\n' "$*" >&2; }
die() { # status, text
  say "error: $2"
  exit "$1"
}

# Compilers at once: as many as there are cores, fewer where the memory is small (0.7 GB each).
build_jobs() {
  local cores memory
  cores=$(nproc 2>/dev/null || echo 1)
  memory=$(awk '/^MemAvailable/ {print int($2 / 716800)}' /proc/meminfo 2>/dev/null || echo 1)
  [ "${memory:-0}" -ge 1 ] || memory=1
  [ "$cores" -le "$memory" ] && echo "$cores" || echo "$memory"
}

# Configures and builds a preset. A build folder that was made in another place is made anew.
build_preset() { # preset
  local cache="$ROOT/build/$1/CMakeCache.txt"
  if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$ROOT" "$cache"; then
    say "build/$1 was made in another place: building it anew"
    rm -rf -- "${ROOT:?}/build/$1"
  fi
  (cd "$ROOT" && cmake --preset "$1" && cmake --build --preset "$1" --parallel "$(build_jobs)")
}
