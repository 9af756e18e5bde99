#!/usr/bin/env bash
# Lists the libraries that the program is linked with, each with its licence and what it brings about it.
#
#   third-party.sh ASSETS      ASSETS is the project.assets.json of the program, as the restore has written it
set -euo pipefail

folder=$(sed -n '/"packageFolders": {/,/}/s|^ *"\(/.*\)": {.*|\1|p' "$1" | head -n 1)

libraries() { # NAME/VERSION, a line each
  sed -n '/^  "libraries": {/,/^  }/p' "$1" | awk '/^    "[^"]+\/[^"]+": \{/ { split($0, part, "\""); name = part[2] } /"type": "package"/ { print name }' | LC_ALL=C sort -u
}

element() { tr -d '\r' <"$2" | tr '\n' ' ' | sed -n "s|.*<$1[^>]*>\([^<]*\)</$1>.*|\1|p"; }

licence() { # NUSPEC
  local expression url
  expression=$(tr '\n' ' ' <"$1" | sed -n 's|.*<license type="expression">\([^<]*\)</license>.*|\1|p')
  url=$(element licenseUrl "$1")
  if [[ -n $expression ]]; then echo "$expression"
  elif tr '\n' ' ' <"$1" | grep -q '<license type="file">'; then echo "its own, below"
  elif [[ -n $url ]]; then echo "$url"
  else return 1
  fi
}

seen=$(mktemp)
trap 'rm -f "$seen"' EXIT
echo "Libraries in /usr/bin/tuisetup, and what they say of their licences."
libraries "$1" | while IFS=/ read -r name version; do
  case $name in *BannedApiAnalyzers | *ILLink.Tasks | runtime.*) continue ;; esac
  at=$folder${name,,}/${version,,}
  nuspec=$at/${name,,}.nuspec
  [[ -r $nuspec ]] || { echo "third-party.sh: $name $version is not restored" >&2; exit 1; }
  printf '\n%s\n%s %s\n' "------------------------------------------------------------------------" "$name" "$version"
  printf 'Licence: %s\n' "$(licence "$nuspec" || { echo "third-party.sh: $name tells no licence" >&2; exit 1; })"
  said=$(element copyright "$nuspec")
  printf 'Copyright: %s\n' "${said:-$(element authors "$nuspec")}"
  find "$at" -maxdepth 1 -type f \( -iname 'licen*' -o -iname 'notice*' -o -iname 'third*party*' -o -iname 'copying*' \) | LC_ALL=C sort | while read -r file; do
    sum=$(sha256sum <"$file")
    if grep -qF -- "$sum" "$seen"; then
      printf '%s: as of %s\n' "${file##*/}" "$(sed -n "s|^$sum ||p" "$seen")"
    else
      printf '%s %s\n' "$sum" "$name" >>"$seen"
      printf '\n'
      sed 's/\r$//; 1s/^\xef\xbb\xbf//' "$file"
    fi
  done
done
