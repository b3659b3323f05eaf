#!/bin/bash
# Who may include whom, and which folder may see which outside library. The cheapest architecture tool there is.
#   includes.sh               checks the tree at $SCTF_SOURCE, after checking itself
#   includes.sh --self-test   plants forbidden edges in a tree of its own and expects them to be found
set -euo pipefail
export LC_ALL=C.UTF-8

# Lowest first: a module includes what stands before it in its row and the rows above; never `channel` or `http` in the
# domain, never a domain module in `jobs` and `channel`. A new module takes its place here.
adapters="log config proc db xml json crypto text zip sheet pdf print http"
engines="jobs channel"
domain="audit identidad documentos registro padron tributos interesado citas incidencias expedientes demo"

# Outside headers that do not belong to the system: beginning, and the folders that may see them.
outside='
fmt/          lib cmd daemon plugins tests
tl/           lib cmd daemon plugins tests
date/tz.h     lib/text
date/         lib/base
libpq-fe.h    lib/db
libpq/        lib/db
libxml/       lib/xml
Poco/         lib/http daemon
nlohmann/     lib/json tests
boost/        lib/proc
CLI/          cmd daemon/main.cpp
yaml-cpp/     lib/config
openssl/      lib/crypto tests
unicode/      lib/text
kainjow/      lib/text
hb            lib/pdf
lcms2.h       lib/pdf
libdeflate.h  lib/pdf tests
xlsxwriter.h  lib/sheet
zint.h        tests
gtest/        tests
gmock/        tests
benchmark/    tests
'
# Headers of the system that lie in a folder; any other <folder/header> is an outside library that nobody has placed.
system='sys/ linux/ netinet/ arpa/ net/ bits/ sanitizer/'

# Prints FILE:LINE: what is wrong, for each forbidden edge of the tree.
forbidden_edges() { # tree
  local folders=()
  for folder in lib cmd daemon plugins tests; do [ ! -d "$1/$folder" ] || folders+=("$folder"); done
  [ ${#folders[@]} -gt 0 ] || return 0
  (cd "$1" && grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"][^>"]+[>"]' --include='*.hpp' --include='*.cpp' \
    --include='*.h' --include='*.def' "${folders[@]}") | awk -v adapters="$adapters" -v engines="$engines" -v domain="$domain" -v outside="$outside" -v system_folders="$system" '
      function number(list, kind,    parts, n, i) {
        n = split(list, parts, " ")
        for (i = 1; i <= n; i++) { rank[parts[i]] = ++last; kinds[parts[i]] = kind }
      }
      function wrong(text) { print place ": " text }
      BEGIN {
        rank["base"] = ++last; kinds["base"] = "base"
        number(adapters, "adapter"); number(engines, "engine"); number(domain, "domain")
        rows = split(outside, row, "\n")
        folders_of_system = split(system_folders, system_folder, " ")
      }
      {
        file = $0; sub(/:.*/, "", file)
        place = $0; match(place, /:[0-9]+:/); place = substr(place, 1, RSTART + RLENGTH - 2)
        rest = substr($0, length(place) + 2)
        match(rest, /[<"][^>"]+[>"]/); header = substr(rest, RSTART + 1, RLENGTH - 2)
        quoted = substr(rest, RSTART, 1) == "\""
        split(file, path, "/"); top = path[1]; module = path[2]
        slash = index(header, "/"); head = slash ? substr(header, 1, slash - 1) : ""
      }
      !quoted {
        for (i = 1; i <= rows; i++) {
          n = split(row[i], cell, " ")
          if (n < 2 || index(header, cell[1]) != 1) continue
          for (j = 2; j <= n; j++) if (index(file "/", cell[j] "/") == 1) next
          wrong("<" header "> belongs to" substr(row[i], length(cell[1]) + 1) ", not here")
          next
        }
        if (!slash) next
        for (i = 1; i <= folders_of_system; i++) if (index(header, system_folder[i]) == 1) next
        wrong("<" header "> is of a library that has no place yet: name one in tests/house/includes.sh")
        next
      }
      head == "cmd" || head == "daemon" || head == "plugins" {
        if (top == "tests" || (top == head && (top != "plugins" || index(header, top "/" module "/") == 1))) next
        wrong("\"" header "\" is of " head ", which nobody else includes")
        next
      }
      top == "lib" && !(head in rank) { wrong("\"" header "\": write \"module/file.hpp\", with a module that tests/house/includes.sh lists"); next }
      top == "lib" {
        if (!(module in rank)) { wrong("module " module " is not in the list of tests/house/includes.sh"); next }
        if (head == module || head == "base") next
        from = kinds[module]; to = kinds[head]
        if (from == "base") wrong("base includes nothing but itself, not " head)
        else if (from == "adapter" && (to != "adapter" || rank[head] > rank[module])) wrong(module " is before " head)
        else if (from == "engine" && to != "adapter") wrong(module " may not know " head)
        else if (from == "domain" && (head == "http" || head == "channel")) wrong("the domain does not know " head)
        else if (from == "domain" && to == "domain" && rank[head] > rank[module]) wrong(module " is before " head)
      }'
}

self_test() {
  local tree bad=0
  tree=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf -- '$tree'" EXIT
  plant() { # file, include line
    mkdir -p "$tree/$(dirname "$1")" && printf '#pragma once\n%s\n' "$2" >"$tree/$1"
  }
  expect() { # found|clean, file, include line
    rm -rf -- "${tree:?}/lib" "${tree:?}/cmd" "${tree:?}/daemon" "${tree:?}/plugins"
    plant "$2" "$3"
    local said result=clean
    said=$(forbidden_edges "$tree")
    [ -z "$said" ] || result=found
    [ "$result" = "$1" ] || { bad=1 && echo "self-test: $2 with $3: wanted $1, said: ${said:-nothing}"; }
    [ "$result" = clean ] || case $said in "$2:2: "*) ;; *) bad=1 && echo "self-test: wrong place: $said" ;; esac
  }
  expect clean lib/db/a.hpp '#include "base/result.hpp"'
  expect clean lib/db/a.hpp '#include "proc/run.hpp"'
  expect clean lib/db/a.cpp '#include <libpq-fe.h>'
  expect clean lib/tributos/a.hpp '#include "jobs/run.hpp"'
  expect clean lib/tributos/a.hpp '#include "identidad/party.hpp"'
  expect clean lib/base/a.hpp '#include <sys/types.h>'
  expect clean cmd/a.cpp '#include "tributos/issue.hpp"'
  expect clean plugins/kiosk/a.cpp '#include "channel/plugin.hpp"'
  expect found lib/base/a.hpp '#include "db/session.hpp"'
  expect found lib/proc/a.hpp '#include "db/session.hpp"'
  expect found lib/proc/a.hpp '  #  include "db/session.hpp"'
  expect found lib/jobs/a.hpp '#include "tributos/issue.hpp"'
  expect found lib/identidad/a.hpp '#include "tributos/issue.hpp"'
  expect found lib/tributos/a.hpp '#include "http/server.hpp"'
  expect found lib/tributos/a.hpp '#include "channel/plugin.hpp"'
  expect found lib/tributos/a.cpp '#include <libpq-fe.h>'
  expect found lib/tributos/a.cpp '#include <nlohmann/json.hpp>'
  expect found lib/tributos/a.cpp '#include <zlib/zlib.h>'
  expect found lib/tributos/a.hpp '#include "issue.hpp"'
  expect found lib/novelty/a.hpp '#include "base/result.hpp"'
  expect found lib/tributos/a.cpp '#include "cmd/context.hpp"'
  expect found daemon/server.cpp '#include <CLI/CLI.hpp>'
  expect found cmd/a.cpp '#include "daemon/server.hpp"'
  expect found plugins/kiosk/a.cpp '#include "plugins/010/a.hpp"'
  return "$bad"
}

self_test || exit 1
[ "${1:-}" != --self-test ] || { echo "self-test: all planted edges found" && exit 0; }
tree=${SCTF_SOURCE:-$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)}
found=$(forbidden_edges "$tree")
[ -z "$found" ] || { printf '%s\n' "$found" && exit 1; }
