#!/usr/bin/env bash
# Makes the Debian package of what ./build.sh build has published. The same sources make the same bytes.
#
#   make-deb.sh OUT      OUT has the program, wizards and themes, and gets tuisetup_VERSION_ARCH.deb
#
# SOURCE_DATE_EPOCH    seconds since 1970 for every file in it; without it, the time of the last commit
# COMPRESSION          of the package, as dpkg-deb -Z takes it: xz, or none for a quick look
# DEBFULLNAME DEBEMAIL who answers for the package, as Debian's own tools take it
set -euo pipefail
out=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
umask 022

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' src/Directory.Build.props)
arch=$(dpkg --print-architecture)
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

put() { install -D -p -m "$1" "$2" "$root/$3"; }

files() {
  local file
  put 755 "$out/tuisetup" usr/bin/tuisetup
  for file in "$out"/wizards/*.json; do put 644 "$file" "usr/share/tuisetup/wizards/${file##*/}"; done
  for file in "$out"/themes/*.json; do put 644 "$file" "usr/share/tuisetup/themes/${file##*/}"; done
  for file in "$out"/locale/*.json; do put 644 "$file" "usr/share/tuisetup/locale/${file##*/}"; done
  for file in assets/examples/*; do put 644 "$file" "usr/share/doc/tuisetup/examples/${file##*/}"; done
  for file in assets/guide/*; do put 644 "$file" "usr/share/doc/tuisetup/guide/${file##*/}"; done
  for file in $(cd assets/systemd && find . -type f | sort); do put 644 "assets/systemd/$file" "lib/systemd/system/$file"; done
  install -d "$root/usr/lib/tuisetup"
  ln -s ../../bin/tuisetup "$root/usr/lib/tuisetup/whiptail"
  put 644 assets/completion/tuisetup.bash usr/share/bash-completion/completions/tuisetup
  put 644 assets/package/copyright usr/share/doc/tuisetup/copyright
  put 644 assets/package/lintian-overrides usr/share/lintian/overrides/tuisetup
  compressed assets/man/tuisetup.1 usr/share/man/man1/tuisetup.1.gz
  compressed assets/man/tuisetup-wizard.5 usr/share/man/man5/tuisetup-wizard.5.gz
  assets/package/third-party.sh src/TuiSetup/obj/project.assets.json >"$work/third-party"
  put 644 .github/CHANGELOG.md usr/share/doc/tuisetup/NEWS.md
  compressed "$work/third-party" usr/share/doc/tuisetup/third-party.gz
  changelog >"$work/changelog"
  compressed "$work/changelog" usr/share/doc/tuisetup/changelog.gz
}

compressed() { # FROM TO
  install -d "$root/$(dirname "$2")"
  gzip -9nc "$1" >"$root/$2"
}

maintainer() { echo "${DEBFULLNAME:-The TuiSetup authors} <${DEBEMAIL:-tuisetup@tuisetup.invalid}>"; }

changelog() {
  printf 'tuisetup (%s) unstable; urgency=medium\n\n  * What changed is told by the history of the sources.\n\n -- %s  %s\n' \
    "$version" "$(maintainer)" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
}

# dpkg-shlibdeps wants a source package around it.
depends() {
  mkdir -p "$work/debian"
  printf 'Source: tuisetup\n\nPackage: tuisetup\nArchitecture: any\n' >"$work/debian/control"
  (cd "$work" && dpkg-shlibdeps -O -e"$root/usr/bin/tuisetup") | sed -n 's/^shlibs:Depends=//p'
}

control() {
  sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$arch/" -e "s/@SIZE@/$(installed_size)/" -e "s/@DEPENDS@/$(depends)/" \
    -e "s/^Maintainer: .*/Maintainer: $(maintainer)/" assets/package/control.in
}

# In KiB, counted as dpkg-gencontrol(1) does: a whole one for whatever is no regular file.
installed_size() {
  find "$root" -mindepth 1 -path "$root/DEBIAN" -prune -o -type f -printf '%s\n' -o -printf '0\n' \
    | awk '{ total += $1 > 0 ? int(($1 + 1023) / 1024) : 1 } END { print total }'
}

files
install -d "$root/DEBIAN"
control >"$root/DEBIAN/control"
for script in postinst prerm postrm; do install -m 755 "assets/package/$script" "$root/DEBIAN/$script"; done
(cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\n' | LC_ALL=C sort | xargs md5sum) >"$root/DEBIAN/md5sums"
chmod 644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
rm -f "$out"/tuisetup_*.deb
dpkg-deb --root-owner-group -Z"${COMPRESSION:-xz}" --build "$root" "$out/tuisetup_${version}_${arch}.deb" >/dev/null
echo "$out/tuisetup_${version}_${arch}.deb"
