#!/usr/bin/env bash
# vcsim.sh: builds vcsim from Debian's govmomi library, once, and prints the path of the program.
# Needs golang-go and golang-github-vmware-govmomi-dev; nothing is fetched.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
bin=$PWD/bin
mkdir -p "$bin"
exec 9>"$bin/vcsim.lock"
flock 9
if [[ ! -x $bin/vcsim || vcsim/main.go -nt $bin/vcsim ]]; then
  (
    cd vcsim
    GOPATH=/usr/share/gocode GO111MODULE=off GOFLAGS='' GOPROXY=off GOCACHE=$bin/go-cache go build -ldflags '-s -w' -o "$bin/vcsim.new" .
  ) >&2
  mv "$bin/vcsim.new" "$bin/vcsim"
fi
echo "$bin/vcsim"
