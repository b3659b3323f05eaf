#!/bin/bash
# Whether every source is as .clang-format wants it. Versions differ in taste: only that of Debian 12 counts.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "${SCTF_SOURCE:-$(dirname -- "${BASH_SOURCE[0]}")/../..}"

command -v clang-format >/dev/null || { echo "skipped: no clang-format" && exit 77; }
clang-format --version | grep -q 'version 14\.' || { echo "skipped: clang-format is not of version 14" && exit 77; }
folders=()
for folder in lib cmd daemon plugins tests; do [ ! -d "$folder" ] || folders+=("$folder"); done
unformatted=$(find "${folders[@]}" \( -name '*.hpp' -o -name '*.cpp' \) -print0 |
  xargs -0 -n 40 clang-format --dry-run 2>&1 | sed -nE 's/^([^: ]+):[0-9]+:[0-9]+: (warning|error): .*/\1/p' | sort -u)
# shellcheck disable=SC2086
[ -z "$unformatted" ] || { printf 'not formatted (clang-format -i): %s\n' $unformatted && exit 1; }
