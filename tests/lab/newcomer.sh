#!/bin/bash
# The first hour of someone new, on a Debian 12 that has nothing but git and the .NET SDK: what is missing is installed, the
# program is built, and its main job is planned, applied, read back and undone, in each language. It needs root and a
# package source, takes some ten minutes and 4 GB, and is called by ./build.sh newcomer.
#
#   newcomer.sh ROOT    a folder for the new system; it is removed at the end
set -euo pipefail
root=$(realpath -m "$1")
sources=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
sdk=$(dirname "$(realpath "$(command -v dotnet)")")

say() { printf '== %s\n' "$*" >&2; }

inside() { chroot "$root" env -i PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$sdk" HOME=/root TERM=dumb "$@"; }

# What is mounted there goes with this mount namespace.
if [[ ${NEWCOMER_INSIDE:-} != 1 ]]; then
  trap 'rm -rf --one-file-system "$root"' EXIT
  NEWCOMER_INSIDE=1 unshare --mount --propagation private -- "${BASH_SOURCE[0]}" "$root"
  exit
fi

say "a fresh Debian 12 in $root"
debootstrap --variant=minbase --include=ca-certificates,git bookworm "$root" >/dev/null
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mkdir -p "$root$sdk" "$root/run/netns"
mount --bind -o ro "$sdk" "$root$sdk"

# How this machine reaches its package sources, and whom it trusts there.
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
cp /etc/resolv.conf "$root/etc/resolv.conf"
[[ ! -d ~/.nuget/NuGet ]] || { mkdir -p "$root/root/.nuget"; cp -r ~/.nuget/NuGet "$root/root/.nuget/"; }
git clone -q "$sources" "$root/root/tuisetup"

for language in en zh_CN; do
  say "./build.sh run, in $language"
  inside TUISETUP_LANGUAGE=$language LC_ALL=C.UTF-8 bash -c 'cd ~/tuisetup && ./build.sh run </dev/null' | tee "$root/told.$language"
done
grep -q '^Undone\. Everything is as it was before\.$' "$root/told.en"
grep -q '^已撤销。一切与之前相同。$' "$root/told.zh_CN"
say "a newcomer gets there"
