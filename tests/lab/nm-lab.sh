#!/bin/bash
# A private NetworkManager: the real daemon on a bus of its own, in a network, mount and UTS namespace of its own.
#
#   nm-lab.sh start              the devices eth0 eth1 eth2 (managed) and mgmt0 (not managed); starts what does not run
#   nm-lab.sh stop               ends all of it, also what a killed lab has left
#   nm-lab.sh env                what finds the lab's bus, to be eval'ed
#   nm-lab.sh status             exit code 3 when it does not run
#   nm-lab.sh reset              no profiles, no checkpoints, no addresses, no devices but the four; every cable in
#   nm-lab.sh restart            ends NetworkManager as its unit would, and starts it again
#   nm-lab.sh cable DEV in|out   plugs the cable of a device in, or pulls it
#   nm-lab.sh exec host CMD..    beside NetworkManager: its devices, its /run, its /etc/NetworkManager
#   nm-lab.sh exec peer CMD..    at the other ends of the cables, p-eth0 p-eth1 p-eth2 p-mgmt0
#
# At the other end p-eth0 is 10.80.0.1/24 and fd80:80::1/64, a gateway that answers; p-eth1 is 10.81.0.1/24 and
# fd80:81::1/64, with a DHCP server and router advertisements; p-eth2 is 10.82.0.1/24. mgmt0 has 10.83.0.2/24, and
# p-mgmt0 10.83.0.1/24: a way in that NetworkManager leaves alone.
#
# LAB_DIR     sockets, configuration, profiles, logs; of this lab alone
# LAB_PREFIX  begins the names of its namespaces and ends in a dash; of this lab alone
# LAB_POLKIT  whom NetworkManager lets write: root-only, false (everyone), true (root; others ask a polkit that is away)
set -eu
PATH=/usr/sbin:/sbin:$PATH

LAB_DIR=${LAB_DIR:-${TMPDIR:-/tmp}/nm-lab}
LAB_PREFIX=${LAB_PREFIX:-nmlab-}
LAB_POLKIT=${LAB_POLKIT:-root-only}
DEVICES=(eth0 eth1 eth2 mgmt0)
NM=org.freedesktop.NetworkManager
NM_PATH=/org/freedesktop/NetworkManager

SOCKET=$LAB_DIR/run/dbus/system_bus_socket
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$SOCKET

die() { echo "nm-lab: $*" >&2; exit 1; }

usage() { sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0" >&2; exit 2; }

check_settings() {
  [[ $LAB_DIR == /* ]] || die "LAB_DIR must be absolute: $LAB_DIR"
  [[ ${#SOCKET} -le 100 ]] || die "LAB_DIR is too long for the path of a socket: $LAB_DIR"
  [[ $LAB_PREFIX =~ ^[a-z0-9]+-$ ]] || die "LAB_PREFIX must be letters and digits with a dash at the end: $LAB_PREFIX"
  [[ $LAB_POLKIT =~ ^(root-only|false|true)$ ]] || die "LAB_POLKIT must be root-only, false or true: $LAB_POLKIT"
}

# ---- processes ----

# A dead daemon can stay a zombie until it is reaped, and its number can be another's by then.
runs() { # PID NAME
  local state
  [[ -n $1 && $(cat "/proc/$1/comm" 2>/dev/null) == "$2" ]] || return 1
  read -r state <"/proc/$1/stat" 2>/dev/null || return 1
  state=${state##*) }
  [[ ${state%% *} != [ZXx] ]]
}

pid_of() { if [[ -s $LAB_DIR/$1.pid ]]; then cat "$LAB_DIR/$1.pid"; fi; }

daemon_runs() { runs "$(pid_of "$1")" "$1"; }

end_daemon() { # NAME
  local pid _
  pid=$(pid_of "$1")
  if runs "$pid" "$1"; then
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 250); do
      runs "$pid" "$1" || break
      sleep 0.02
    done
    ! runs "$pid" "$1" || kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$LAB_DIR/$1.pid"
}

# ---- namespaces ----

netns() { echo "/run/netns/$LAB_PREFIX$1"; }

our_netns() { ip netns list | awk -v p="$LAB_PREFIX" 'index($1, p) == 1 { print $1 }'; }

peer() { nsenter --net="$(netns peer)" -- "$@"; }

# The bus outlives NetworkManager, so the mount namespace is found through it.
host() { nsenter --net="$(netns host)" --mount="/proc/$(pid_of dbus-daemon)/ns/mnt" --uts="/proc/$(pid_of dbus-daemon)/ns/uts" -- "$@"; }

add_cables() {
  local device
  for device in host peer; do
    [[ ! -e $(netns $device) ]] || continue
    ip netns add "$LAB_PREFIX$device"
    nsenter --net="$(netns $device)" -- ip link set lo up
  done
  for device in "${DEVICES[@]}"; do
    if ! peer ip link show "p-$device" >/dev/null 2>&1; then
      peer ip link add "p-$device" type veth peer name "$device" netns "$LAB_PREFIX"host
    fi
  done
  address_peers
}

# An address that is tried out first cannot be used for a second.
address_peers() {
  local device i=0
  for device in "${DEVICES[@]}"; do
    peer ip link set "p-$device" up
    peer sh -c 'echo 0 >"/proc/sys/net/ipv6/conf/$1/accept_dad"' sh "p-$device"
    peer ip address replace "10.8$i.0.1/24" dev "p-$device"
    peer ip address replace "fd80:8$i::1/64" dev "p-$device" nodad
    i=$((i + 1))
  done
  nsenter --net="$(netns host)" -- ip link set mgmt0 up
  nsenter --net="$(netns host)" -- ip address replace 10.83.0.2/24 dev mgmt0
}

# ---- daemons ----

configure() {
  mkdir -p "$LAB_DIR"/run/dbus "$LAB_DIR"/run/NetworkManager "$LAB_DIR"/etc/conf.d "$LAB_DIR"/var
  mkdir -p -m 700 "$LAB_DIR"/etc/system-connections
  [[ ! -e $LAB_DIR/etc/NetworkManager.conf ]] || return 0
  cat >"$LAB_DIR"/etc/NetworkManager.conf <<CONF
[main]
plugins=keyfile
no-auto-default=*
auth-polkit=$LAB_POLKIT
hostname-mode=none
dns=default
rc-manager=unmanaged
[keyfile]
unmanaged-devices=interface-name:mgmt*
[logging]
level=INFO
CONF
}

# A sysfs that cannot be written tells NetworkManager that there is no udev to wait for.
start_bus() {
  rm -f "$SOCKET" "$LAB_DIR"/run/dbus/pid
  setsid nsenter --net="$(netns host)" -- unshare --mount --uts --propagation private bash -c '
    set -e
    echo $$ >"$1"/dbus-daemon.pid
    mkdir -p /var/lib/NetworkManager /etc/NetworkManager
    mount --bind "$1"/etc /etc/NetworkManager
    mount --bind "$1"/var /var/lib/NetworkManager
    mount -t sysfs -o ro,nosuid,nodev,noexec sysfs /sys
    polkit=/usr/share/dbus-1/system-services/org.freedesktop.PolicyKit1.service
    [ ! -e "$polkit" ] || mount --bind /dev/null "$polkit"
    mount --bind "$1"/run /run
    exec dbus-daemon --system --nofork --nopidfile --nosyslog' bash "$LAB_DIR" </dev/null >"$LAB_DIR"/dbus-daemon.log 2>&1 &
  wait_until "the bus" test -S "$SOCKET"
}

start_nm() {
  host setsid bash -c 'echo $$ >"$1"/NetworkManager.pid; exec NetworkManager --no-daemon --pid-file="$1"/run/NetworkManager/pid' \
    bash "$LAB_DIR" </dev/null >>"$LAB_DIR"/NetworkManager.log 2>&1 &
  wait_until "NetworkManager" started
}

start_dhcp() {
  peer setsid dnsmasq --keep-in-foreground --conf-file=/dev/null --port=0 --user=root --no-ping --log-dhcp --log-facility=- \
    --interface=p-eth1 --bind-interfaces --dhcp-authoritative --dhcp-range=10.81.0.100,10.81.0.199,1h \
    --dhcp-range=fd80:81::100,fd80:81::1ff,64,1h --enable-ra --dhcp-option=option:dns-server,10.81.0.1 \
    --dhcp-leasefile="$LAB_DIR"/leases --pid-file="$LAB_DIR"/dnsmasq.pid </dev/null >"$LAB_DIR"/dnsmasq.log 2>&1 &
  wait_until "dnsmasq" daemon_runs dnsmasq
}

wait_until() { # WHAT CMD..
  local what=$1 _
  shift
  for _ in $(seq 1000); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.02
  done
  tail -n 5 "$LAB_DIR"/*.log >&2 || true
  die "$what did not come up within 20 seconds"
}

property() { busctl --timeout=5 get-property "$NM" "$1" "$2" "$3"; }

started() { [[ $(property "$NM_PATH" "$NM" Startup) == "b false" ]]; }

start() {
  add_cables
  configure
  daemon_runs dbus-daemon || start_bus
  daemon_runs dnsmasq || start_dhcp
  daemon_runs NetworkManager || start_nm
}

stop() {
  local name pid
  end_daemon NetworkManager
  end_daemon dnsmasq
  end_daemon dbus-daemon
  for name in $(our_netns); do
    for pid in $(ip netns pids "$name" 2>/dev/null); do
      kill -9 "$pid" 2>/dev/null || true
    done
    ip netns delete "$name"
  done
  if [[ -d $LAB_DIR ]]; then
    rm -rf "$LAB_DIR"/run "$LAB_DIR"/etc "$LAB_DIR"/var "$LAB_DIR"/leases "$LAB_DIR"/*.pid "$LAB_DIR"/*.log
    rmdir --ignore-fail-on-non-empty "$LAB_DIR"
  fi
}

status() {
  local name code=0
  for name in dbus-daemon dnsmasq NetworkManager; do
    if daemon_runs "$name"; then
      echo "$name runs as $(pid_of "$name")"
    else
      echo "$name does not run"
      code=3
    fi
  done
  [[ $code != 0 ]] || nmcli device
  return "$code"
}

# ---- between tests ----

checkpoints() { property "$NM_PATH" "$NM" Checkpoints | grep -o '/org[^"]*' || true; }

all_idle() { ! nmcli -t -f DEVICE,STATE device | grep -E '^eth[0-9]:' | grep -qv ':disconnected$'; }

reset() {
  local checkpoint device profiles
  for checkpoint in $(checkpoints); do
    busctl call "$NM" "$NM_PATH" "$NM" CheckpointDestroy o "$checkpoint" 2>/dev/null || true
  done
  mapfile -t profiles < <(nmcli -g UUID connection | grep . || true)
  [[ ${#profiles[@]} == 0 ]] || nmcli connection delete uuid "${profiles[@]}" >/dev/null
  for device in $(host ls /sys/class/net); do
    [[ " lo ${DEVICES[*]} " == *" $device "* ]] || host ip link delete "$device" 2>/dev/null || true
  done
  address_peers
  wait_until "idle devices" all_idle
  for device in "${DEVICES[@]}"; do [[ $device == mgmt0 ]] || host ip address flush dev "$device"; done
}

cable() { # DEV in|out
  case $2 in
    in) peer ip link set "p-$1" up ;;
    out) peer ip link set "p-$1" down ;;
    *) usage ;;
  esac
}

check_settings
command=${1:-}
[[ $# == 0 ]] || shift
case $command in
  start) start ;;
  stop) stop ;;
  env) printf 'export DBUS_SYSTEM_BUS_ADDRESS=%q\n' "$DBUS_SYSTEM_BUS_ADDRESS" ;;
  status) status ;;
  reset) reset ;;
  restart) end_daemon NetworkManager; start_nm ;;
  cable) [[ $# == 2 ]] || usage; cable "$@" ;;
  exec)
    [[ $# -ge 2 ]] || usage
    case $1 in
      host) shift; host "$@" ;;
      peer) shift; peer "$@" ;;
      *) usage ;;
    esac ;;
  *) usage ;;
esac
