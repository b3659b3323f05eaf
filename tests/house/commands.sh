#!/bin/bash
# Whether the manual knows what the program knows: each verb with its options and an example, each code, each key; and
# whether a test shows each verb refusing something.
set -uo pipefail
export LC_ALL=C.UTF-8
cd "${SCTF_SOURCE:-$(dirname -- "${BASH_SOURCE[0]}")/../..}" || exit 1
SCTF=${SCTF:-build/dev/bin/sctf}
[ -x "$SCTF" ] || { echo "no program at $SCTF: build it, or set SCTF" && exit 1; }

bad=0
wrong() { bad=$((bad + 1)) && printf '%s\n' "$1"; }

# The lines of a verb's entry: from its `.It Cm verb` to the next one, or to the end of the list.
entry() { # page, verb
  awk -v verb="$2" '
    /^\.It Cm / { inside = ($3 == verb) }
    /^\.(Sh|Ss) / { inside = 0 }
    inside' "$1"
}

# Verbs, options, examples, refused cases.
while read -r -a words; do
  group='' page=man/sctf.1
  verb=${words[1]} options=("${words[@]:2}")
  if [ ${#words[@]} -gt 2 ] && [[ ${words[2]} != --* ]]; then
    group=${words[1]} verb=${words[2]} page=man/sctf-$group.1 options=("${words[@]:3}")
  fi
  name="${group:+$group }$verb"
  [ -f "$page" ] || { wrong "$page: missing; sctf $name has no page" && continue; }
  text=$(entry "$page" "$verb")
  [ -n "$text" ] || { wrong "$page: no entry \".It Cm $verb\"" && continue; }
  for option in "${options[@]}"; do
    grep -qE -- "Fl -${option#--}( |$)" <<<"$text" || wrong "$page: $verb: no word of $option"
  done
  while read -r option; do
    case " ${options[*]} --json --data --at --config --quiet --verbose " in
      *" --$option "*) ;;
      *) wrong "$page: $verb: --$option is no option of it" ;;
    esac
  done < <(sed -n 1p <<<"$text" | grep -oE 'Fl -[a-z-]+' | sed 's/^Fl -//')
  grep -qE "sctf (--[a-z]+ [^ ]+ )*$name( |$)" <<<"$text" || wrong "$page: $verb: no example"
  grep -qF "refused \"$name\"" tests/e2e/*_test.sh || wrong "tests/e2e: no refused case of sctf $name"
done < <("$SCTF" --commands)

# Codes: number, name, exit and HTTP status.
listed() {
  sed -nE 's/^SCTF_CODE\((\w+), *([0-9]+), ([0-9]+), ([0-9]+),.*/\2 \1 \4 \3/p' lib/base/codes.def | awk '{ printf "SCTF-%04d %s %d %d\n", $1, $2, $3, $4 }'
}
explained() {
  sed -nE 's/^\.It Sy (SCTF-[0-9]{4}) Pq Va (\w+) , No exit ([0-9]+) , No HTTP ([0-9]+)$/\1 \2 \3 \4/p' man/sctf-errors.7
}
diff <(listed) <(explained) || wrong "man/sctf-errors.7: not the codes of lib/base/codes.def"

# Keys.
nowhere=$(mktemp -d)
while IFS=: read -r key _; do
  grep -qF -- "$key" man/sctf.yaml.5 || wrong "man/sctf.yaml.5: no word of $key"
done < <("$SCTF" --data "$nowhere" config show)
rmdir -- "$nowhere"

[ "$bad" -eq 0 ] || { echo "$bad wrong" && exit 1; }
