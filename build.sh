#!/usr/bin/env bash
# Builds, runs, tests and measures TuiSetup on Debian 12 with the .NET 10 SDK. What is missing is installed.
#
#   ./build.sh build    publishes the native program out/tuisetup
#   ./build.sh run      starts an embedded lab (a private Open vSwitch with hosts and traffic) and opens the wizard on it
#   ./build.sh test     runs every test, against the real components
#   ./build.sh bench    measures beside whiptail, dialog, python3-newt, ovs-vsctl and Celery
#   ./build.sh lab      starts the lab alone, until Enter or Ctrl-C
#   ./build.sh lab vcenter [RELEASE] [MACHINES]    starts a simulated vCenter instead
#   ./build.sh pictures makes assets/screenshots and assets/recordings anew, of what the program shows in the labs
#   ./build.sh newcomer does what someone new would, on a fresh Debian 12 in a folder (ten minutes, 4 GB)
#   ./build.sh package  makes out/tuisetup_VERSION_ARCH.deb of what build publishes
#   ./build.sh clean    removes everything that was built
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PATH=$PATH:/usr/sbin:/sbin
# Without its ICU a bare Debian cannot start the SDK; no culture is needed here.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

BUILD_PACKAGES=(gcc libc6-dev zlib1g-dev)
LAB_PACKAGES=(openvswitch-switch iproute2 iputils-ping ethtool tcpdump procps)
TEST_PACKAGES=(dbus python3-dbus python3-gi openssl util-linux whiptail dialog python3-newt debconf tzdata tasksel)
HOST_PACKAGES=(dbus systemd network-manager dnsmasq-base nftables python3 libglib2.0-bin lintian man-db)
KPTI_PACKAGES=(grub-common grub2-common spectre-meltdown-checker)
VSPHERE_PACKAGES=(python3-pyvmomi golang-go golang-github-vmware-govmomi-dev)
FLEET_PACKAGES=(rabbitmq-server python3-celery redis-server python3-redis)
EXAMPLE_PACKAGES=(ansible-core python3-configobj python3-jinja2 python3-jsonpatch python3-jsonschema python3-netifaces python3-oauthlib python3-requests python3-yaml)
PACKAGE_PACKAGES=(dpkg-dev)
BENCH_PACKAGES=(whiptail dialog python3-newt dbus python3-dbus python3-gi libglib2.0-bin)

say() { printf '== %s\n' "$*" >&2; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }

is_installed() { [[ $(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null) == ii* ]]; }

# Installs what is missing. A package's service is not started: the lab starts its own, privately.
need() {
  command -v dpkg-query >/dev/null || die "this is not Debian: install $* by hand"
  local missing=() package
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  [[ $EUID -eq 0 ]] || die "missing packages: ${missing[*]}. Install them (apt-get install ${missing[*]}), or run as root."
  say "installing ${missing[*]}"
  (
    policy=/usr/sbin/policy-rc.d
    if [[ ! -e $policy ]]; then
      trap 'rm -f "$policy"' EXIT
      printf '#!/bin/sh\nexit 101\n' >"$policy"
      chmod 755 "$policy"
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  ) || die "apt-get could not install ${missing[*]}. Is there a network, and a package source?"
}

# Fetches a package that tests have for themselves alone: in this machine it would take over the name servers, or the boot.
need_archive() {
  compgen -G "out/debian/$1_*.deb" >/dev/null && return 0
  mkdir -p out/debian
  (cd out/debian && { apt-get download -qq "$1" || { apt-get update -qq && apt-get download -qq "$1"; }; }) >/dev/null 2>&1 \
    || die "apt-get could not fetch $1. Is there a network, and a package source?"
}

need_dotnet() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: install it (package dotnet-sdk-10.0), and put dotnet on PATH"
  [[ $(dotnet --version) == 10.* ]] || die "the .NET 10 SDK is needed, this is $(dotnet --version)"
}

need_root() { [[ $EUID -eq 0 ]] || die "'$1' needs root: it makes network namespaces of its own"; }

build() {
  need_dotnet
  need "${BUILD_PACKAGES[@]}"
  say "publishing out/tuisetup (native; a minute or two)"
  dotnet publish src/TuiSetup/TuiSetup.csproj -c Release --use-current-runtime -o out -v quiet \
    || die "the build failed; the messages are above. Without a network, packages that were never restored are missing."
  ln -sf tuisetup out/whiptail
  rm -f out/*.pdb out/*.xml out/*.dbg
}

package() {
  need "${PACKAGE_PACKAGES[@]}"
  build
  say "making the package"
  assets/package/make-deb.sh out || die "the package could not be made"
}

lab() { bash tests/lab/ovs-lab.sh "$@"; }

# A lab of this call alone, gone when the call ends.
start_lab() {
  need_root "$1"
  need "${LAB_PACKAGES[@]}"
  LAB_DIR=$(mktemp -d "${TMPDIR:-/tmp}/tuisetup-lab.XXXXXX")
  LAB_PREFIX=ts$$-
  export LAB_DIR LAB_PREFIX
  trap 'lab stop >/dev/null 2>&1 || true; rm -rf "$LAB_DIR"' EXIT
  trap 'exit 130' INT TERM HUP
  say "starting the lab: bridge br0 with hosts h1 h2 h3, and a monitor on port v-mon"
  lab start 3 >&2
  lab traffic start >&2
  eval "$(lab env)"
}

run() {
  build
  start_lab run
  export TUISETUP_STATE_DIR=$LAB_DIR/state
  if [[ -t 0 && -t 1 ]]; then
    local status=0
    out/tuisetup run ovs-mirror || status=$?
    say "the lab is taken down"
    return "$status"
  else
    say "no terminal: the same job unattended, with assets/examples/ovs-mirror.json"
    out/tuisetup run ovs-mirror --answers assets/examples/ovs-mirror.json --yes
    out/tuisetup plan ovs-mirror --answers assets/examples/ovs-mirror.json
    out/tuisetup history
    out/tuisetup undo
  fi
}

# A simulated vCenter for trying the wizards by hand; it ends with Enter.
run_vcenter_lab() {
  need_dotnet
  say "building the simulated vCenter"
  dotnet build tests/TuiSetup.VCenterSim/TuiSetup.VCenterSim.csproj -c Release -v quiet || die "the simulator does not build"
  LAB_DIR=$(mktemp -d "${TMPDIR:-/tmp}/tuisetup-lab.XXXXXX")
  tests/TuiSetup.VCenterSim/bin/Release/net10.0/vcenter-sim "$@" >"$LAB_DIR/url" &
  VCENTER_PID=$!
  trap 'kill "$VCENTER_PID" 2>/dev/null || true; rm -rf "$LAB_DIR"' EXIT
  trap 'exit 130' INT TERM HUP
  until [[ -s $LAB_DIR/url ]]; do kill -0 "$VCENTER_PID" 2>/dev/null || die "the simulator did not start"; sleep 0.1; done
  say "a simulated vCenter runs; in another shell:"
  printf 'out/tuisetup run vsphere-pvlan --vcenter %s\n' "$(cat "$LAB_DIR/url")"
  say "user administrator@vsphere.local, password VMware1!  Enter ends it"
  read -r || true
}

run_lab() {
  start_lab lab
  say "the lab runs; in another shell:"
  lab env
  say "Enter ends it"
  read -r || true
}

need_test_packages() {
  need "${LAB_PACKAGES[@]}" "${TEST_PACKAGES[@]}" "${HOST_PACKAGES[@]}" "${KPTI_PACKAGES[@]}" "${VSPHERE_PACKAGES[@]}" "${FLEET_PACKAGES[@]}" "${EXAMPLE_PACKAGES[@]}"
  need_archive systemd-resolved
  need_archive cloud-init
}

build_tests() {
  say "building the tests"
  dotnet build tests/TuiSetup.Tests/TuiSetup.Tests.csproj -c Release -v quiet || die "the tests do not build"
}

# The tests that take pictures keep them instead of comparing them. What none of them took any more goes.
pictures() {
  need_root pictures
  build
  need_test_packages
  build_tests
  say "taking the pictures"
  local begun status=0
  begun=$(mktemp)
  UPDATE_PICTURES=1 tests/TuiSetup.Tests/bin/Release/net10.0/TuiSetup.Tests -noColor -noLogo -trait Makes=pictures || status=$?
  [[ $status -ne 0 ]] || find assets/screenshots assets/recordings -type f ! -newer "$begun" -delete
  rm -f "$begun"
  [[ $status -eq 0 ]] || die "not all pictures could be taken; the messages are above"
}

run_tests() {
  need_root test
  package
  need_test_packages
  build_tests
  dotnet build tests/TuiSetup.Bench/TuiSetup.Bench.csproj -c Release -v quiet || die "the benchmarks do not build"
  say "testing"
  local log status=0
  log=$(mktemp)
  tests/TuiSetup.Tests/bin/Release/net10.0/TuiSetup.Tests -noColor -noLogo "$@" | tee "$log" || status=$?
  summary "$log" || status=1
  rm -f "$log"
  return "$status"
}

# The runner's own summary as one plain line.
summary() {
  local line total errors failed skipped
  line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$1" | tail -n 1) || { echo "0 passed, 1 failed"; return 1; }
  total=$(sed -E 's/.*Total: ([0-9]+).*/\1/' <<<"$line")
  errors=$(sed -E 's/.*Errors: ([0-9]+).*/\1/' <<<"$line")
  failed=$(sed -E 's/.*Failed: ([0-9]+).*/\1/' <<<"$line")
  skipped=$(sed -E 's/.*Skipped: ([0-9]+).*/\1/' <<<"$line")
  failed=$((failed + errors))
  if [[ $skipped -gt 0 ]]; then
    echo "$((total - failed - skipped)) passed, $failed failed, $skipped skipped"
  else
    echo "$((total - failed)) passed, $failed failed"
  fi
  [[ $failed -eq 0 && $total -gt 0 ]]
}

bench() {
  need_root bench
  build
  need "${LAB_PACKAGES[@]}" "${HOST_PACKAGES[@]}" "${BENCH_PACKAGES[@]}" "${VSPHERE_PACKAGES[@]}" "${FLEET_PACKAGES[@]}"
  say "measuring (a minute)"
  dotnet run -c Release --project tests/TuiSetup.Bench -- "$PWD/out/tuisetup" "$@"
}

newcomer() {
  need_root newcomer
  need_dotnet
  need debootstrap git
  LAB_DIR=$(mktemp -d "${TMPDIR:-/tmp}/tuisetup-newcomer.XXXXXX")
  tests/lab/newcomer.sh "$LAB_DIR" || die "a newcomer does not get there; the messages are above"
}

clean() {
  rm -rf out tests/lab/bin
  find src tests -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
}

case ${1:-} in
  build) build ;;
  run) run ;;
  test) shift; run_tests "$@" ;;
  bench) shift; bench "$@" ;;
  pictures) pictures ;;
  newcomer) newcomer ;;
  package) package ;;
  lab) if [[ ${2:-} == vcenter ]]; then shift 2; run_vcenter_lab "$@"; else run_lab; fi ;;
  clean) clean ;;
  *) sed -n '2,/^set -/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
