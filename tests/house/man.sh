#!/bin/bash
# Whether mandoc has nothing to say about any page.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "${SCTF_SOURCE:-$(dirname -- "${BASH_SOURCE[0]}")/../..}"

command -v mandoc >/dev/null || { echo "skipped: no mandoc" && exit 77; }
pages=()
while IFS= read -r -d '' page; do pages+=("$page"); done < <(find man -name '*.[1-8]' -print0)
[ ${#pages[@]} -gt 0 ] || { echo "no pages in man/" && exit 1; }
mandoc -T lint -W warning "${pages[@]}"
