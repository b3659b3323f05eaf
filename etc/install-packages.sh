#!/bin/bash
# Installs what is missing of the Debian packages that the given lists name: etc/install-packages.sh LIST...
# Asks nothing, starts no database server, and where all is there does nothing (0.2 s).
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

[ $# -gt 0 ] || die 64 "usage: etc/install-packages.sh LIST..."
[ -x /usr/bin/apt-get ] || die 69 "this is not Debian: install the packages of etc/packages.txt yourself, then use --no-install"

wanted=$(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@" | sort -u)
# dpkg-query fails where it does not know a name at all; what it knows it still prints.
# shellcheck disable=SC2016,SC2086
there=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $wanted 2>/dev/null | sed -n 's/ installed$//p' | sort -u) || true
missing=$(comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$there"))
[ -n "$missing" ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || die 77 "packages are missing and there is no sudo; as root: apt-get install --no-install-recommends ${missing//$'\n'/ }"
  as_root=(sudo)
fi
# shellcheck disable=SC2086
say "installing:" $missing

# Debian makes and starts a cluster of its own on installing postgresql unless told before. The private one of
# sctf needs none; an admin who wants Debian's removes this drop-in.
dropin=/etc/postgresql-common/createcluster.d/sctf.conf
if grep -qx 'postgresql-15' <<<"$missing" && [ ! -e "$dropin" ]; then
  "${as_root[@]}" mkdir -p "${dropin%/*}"
  printf '%s\n' '# Written for sctf, which runs a cluster of its own: none is made on installing the package.' \
    'create_main_cluster = false' | "${as_root[@]}" tee "$dropin" >/dev/null
fi

apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null >&2
}
# Another apt may hold the lock of the lists, which does not wait for it.
for attempt in 1 2 3 4 5; do
  apt update && break
  [ "$attempt" -lt 5 ] || say "apt-get update failed: trying with the lists that are there"
  sleep $((attempt * 3))
done
# shellcheck disable=SC2086
apt install -y --no-install-recommends $missing
