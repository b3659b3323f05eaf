#!/bin/bash
# Whether shellcheck finds nothing in any script of the tree.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "${SCTF_SOURCE:-$(dirname -- "${BASH_SOURCE[0]}")/../..}"

command -v shellcheck >/dev/null || { echo "skipped: no shellcheck" && exit 77; }
scripts=(.ci/run)
while IFS= read -r -d '' script; do scripts+=("$script"); done < <(find etc tests -name '*.sh' -print0)
shellcheck --severity=warning --external-sources --source-path=SCRIPTDIR "${scripts[@]}"
