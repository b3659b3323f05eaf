#!/bin/bash
# The same page by others, in one run with ours: certificates a file each by Typst, FOP and WeasyPrint, cartas de pago in
# one file by Typst. Each as a library in one warm process, on one thread. What is not installed is named and left out.
#   tests/bench/otros.sh [CERTIFICATES] [PAGES]      needs build/bench; npm, fop with a JDK, weasyprint
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd -- "$here/../.." && pwd -P)
certificates=${1:-200} pages=${2:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/out" "$work/classes"
cp "$here"/otros/* "$work/"
skipped() { printf '%s: skipped, not installed\n' "$1"; }

bench=$root/build/bench/bin/sctf_bench
if [ -x "$bench" ]; then
  "$bench" --benchmark_filter='SealedCertificates/Rsa|SlipWritten' 2>/dev/null
else
  skipped "sctf_bench (cmake --preset bench && cmake --build --preset bench)"
fi

if command -v npm >/dev/null; then
  (cd "$work" && npm init -y >/dev/null && npm install --silent @myriaddreamin/typst-ts-node-compiler@0.7.0 >/dev/null)
  (cd "$work" && node typst.mjs . "$certificates" "$pages" out)
else
  skipped typst
fi

jars=$(find /usr/share/java -name '*.jar' 2>/dev/null |
  grep -E '/(fop|xmlgraphics|batik|commons-(io|logging)|fontbox|xml-apis|serializer|xercesImpl|xalan2)' | paste -sd: || true)
if command -v javac >/dev/null && [[ $jars == *fop* ]]; then
  javac -nowarn -cp "$jars" -d "$work/classes" "$work/FopBench.java" 2>/dev/null
  (cd "$work" && java -cp "$jars:classes" FopBench . "$certificates" out 2>/dev/null)
else
  skipped fop
fi

if /usr/bin/python3 -c 'import weasyprint' 2>/dev/null; then
  (cd "$work" && /usr/bin/python3 weasyprint_bench.py . "$certificates" out)
else
  skipped weasyprint
fi
