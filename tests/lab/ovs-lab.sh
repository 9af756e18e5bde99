#!/bin/bash
# A private Open vSwitch: the userspace datapath in a network namespace of its own, and hosts in theirs.
#
#   ovs-lab.sh start [N_HOSTS]                   br0 with the hosts h1 h2 .. (10.77.0.N/24) and mon (no address)
#   ovs-lab.sh stop                              ends all of it, also what a killed lab has left
#   ovs-lab.sh env                               what the tools of Open vSwitch need, to be eval'ed
#   ovs-lab.sh status                            exit code 3 when it does not run
#   ovs-lab.sh add-host NAME [CIDR [SETTING..]]  port v-NAME of $LAB_BRIDGE (br0), with columns of Port
#   ovs-lab.sh add-bridge NAME
#   ovs-lab.sh vlan HOST [TAG]                   makes the host's port an access port, or a trunk again
#   ovs-lab.sh traffic start | stop              each host pings the next, five times a second
#   ovs-lab.sh exec HOST CMD..                   in the namespace of a host, or of the switch (sw)
#
# LAB_DIR     databases, sockets, logs; of this lab alone
# LAB_PREFIX  begins the names of its namespaces and ends in a dash; of this lab alone
# LAB_REMOTE  one more address ovsdb-server listens on: ptcp:PORT:127.0.0.1, or pssl:PORT:127.0.0.1 with
#             LAB_SSL_KEY, LAB_SSL_CERT and LAB_SSL_CA
set -eu
PATH=/usr/sbin:/sbin:$PATH

LAB_DIR=${LAB_DIR:-${TMPDIR:-/tmp}/ovs-lab}
LAB_PREFIX=${LAB_PREFIX:-ovslab-}
LAB_BRIDGE=${LAB_BRIDGE:-br0}
SCHEMA=${LAB_SCHEMA:-/usr/share/openvswitch/vswitch.ovsschema}
LONGEST_TRAFFIC=21600

export OVS_RUNDIR=$LAB_DIR OVS_DBDIR=$LAB_DIR OVS_LOGDIR=$LAB_DIR OVS_SYSCONFDIR=$LAB_DIR

die() { echo "ovs-lab: $*" >&2; exit 1; }

usage() { sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0" >&2; exit 2; }

check_settings() {
  [[ $LAB_DIR == /* ]] || die "LAB_DIR must be absolute: a tool would look for a relative socket elsewhere"
  [[ ${#LAB_DIR} -le 80 ]] || die "LAB_DIR is too long for the path of a socket: $LAB_DIR"
  [[ $LAB_PREFIX =~ ^[a-z0-9]+-$ ]] || die "LAB_PREFIX must be letters and digits with a dash at the end: $LAB_PREFIX"
}

vsctl() { ovs-vsctl --db="unix:$LAB_DIR/db.sock" --timeout=20 "$@"; }

# ---- namespaces ----

netns() { echo "/run/netns/$LAB_PREFIX$1"; }

inside() { local name=$1; shift; nsenter --net="$(netns "$name")" -- "$@"; }

# Without IPv6 an idle interface sends nothing: no router solicitations, no address detection.
add_netns() {
  [[ ! -e $(netns "$1") ]] || return 0
  ip netns add "$LAB_PREFIX$1"
  inside "$1" sh -c '
    for scope in all default; do
      file=/proc/sys/net/ipv6/conf/$scope/disable_ipv6
      [ ! -e "$file" ] || echo 1 >"$file"
    done
    ip link set lo up'
}

our_netns() { ip netns list | awk -v p="$LAB_PREFIX" 'index($1, p) == 1 { print $1 }'; }

# ---- processes ----

# A dead daemon can stay a zombie until it is reaped, and its number can be another's by then.
runs() { # PID NAME
  local state
  [[ -n $1 && $(cat "/proc/$1/comm" 2>/dev/null) == "$2" ]] || return 1
  read -r state <"/proc/$1/stat" 2>/dev/null || return 1
  state=${state##*) }
  [[ ${state%% *} != [ZXx] ]]
}

pid_in() { if [[ -s $1 ]]; then cat "$1"; fi; }

daemon_runs() { runs "$(pid_in "$LAB_DIR/$1.pid")" "$1"; }

end_process() { # PID NAME
  local _
  runs "$1" "$2" || return 0
  kill "$1" 2>/dev/null || true
  for _ in $(seq 100); do
    runs "$1" "$2" || return 0
    sleep 0.02
  done
  kill -9 "$1" 2>/dev/null || true
}

end_pidfile() { # FILE NAME
  end_process "$(pid_in "$1")" "$2"
  rm -f "$1"
}

# A lab whose directory was deleted under it has no pidfile any more.
end_strays() {
  local pid
  for pid in $(grep -lsF "punix:$LAB_DIR/db.sock" /proc/[0-9]*/cmdline | cut -d/ -f3); do
    end_process "$pid" ovsdb-server
  done
}

# ---- the switch ----

# The database moves no packets, so it can stay where tests reach it; the switch must not.
start_database() {
  local extra=()
  case ${LAB_REMOTE:-} in
    "") ;;
    ptcp:*:127.0.0.1) extra=(--remote="$LAB_REMOTE") ;;
    pssl:*:127.0.0.1) extra=(--remote="$LAB_REMOTE" --private-key="$LAB_SSL_KEY" --certificate="$LAB_SSL_CERT"
                             --ca-cert="$LAB_SSL_CA") ;;
    *) die "LAB_REMOTE must be ptcp: or pssl:PORT:127.0.0.1: $LAB_REMOTE" ;;
  esac
  [[ -e $LAB_DIR/conf.db ]] || ovsdb-tool create "$LAB_DIR/conf.db" "$SCHEMA"
  ovsdb-server "$LAB_DIR/conf.db" --remote="punix:$LAB_DIR/db.sock" "${extra[@]}" --pidfile --detach --no-chdir \
    -vconsole:off --log-file
}

start_switch() {
  vsctl --no-wait init -- set Open_vSwitch . external_ids:system-id=lab external_ids:hostname=lab
  inside sw ovs-vswitchd "unix:$LAB_DIR/db.sock" --disable-system --pidfile --detach --no-chdir -vconsole:off --log-file
}

add_bridge() { vsctl --may-exist add-br "$1" -- set Bridge "$1" datapath_type=netdev; }

# The userspace datapath does not finish a checksum that a veth leaves to the hardware: TCP would hang.
cable() { # HOST
  if ! inside sw ip link show "v-$1" >/dev/null 2>&1; then
    inside sw ip link add "v-$1" type veth peer name eth0 netns "$LAB_PREFIX$1"
    inside sw sh -c 'ethtool -K "$1" tx off >/dev/null && ip link set "$1" up' sh "v-$1"
    inside "$1" sh -c 'ethtool -K eth0 tx off >/dev/null && ip link set eth0 up'
  fi
}

prepare_host() { # NAME [CIDR]
  [[ ${#1} -le 8 && $1 != sw ]] || die "no name for a host: $1"
  add_netns "$1"
  cable "$1"
  [[ -z ${2:-} ]] || inside "$1" ip address replace "$2" dev eth0
}

add_host() { # NAME [CIDR [SETTING..]]
  local name=$1
  prepare_host "$name" "${2:-}"
  shift $(($# < 2 ? $# : 2))
  vsctl --may-exist add-port "$LAB_BRIDGE" "v-$name" ${1:+-- set Port "v-$name" "$@"}
}

set_vlan() { # HOST [TAG]
  if [[ -n ${2:-} ]]; then
    vsctl set Port "v-$1" tag="$2"
  else
    vsctl clear Port "v-$1" tag
  fi
}

start() { # N_HOSTS
  local i ports=()
  mkdir -p "$LAB_DIR"
  add_netns sw
  daemon_runs ovsdb-server || start_database
  daemon_runs ovs-vswitchd || start_switch
  for i in $(seq "$1"); do
    prepare_host "h$i" "10.77.0.$i/24"
    ports+=(-- --may-exist add-port br0 "v-h$i")
  done
  prepare_host mon
  vsctl --may-exist add-br br0 -- set Bridge br0 datapath_type=netdev "${ports[@]}" -- --may-exist add-port br0 v-mon
}

stop() {
  local name pid
  traffic_stop
  end_pidfile "$LAB_DIR/ovs-vswitchd.pid" ovs-vswitchd
  end_pidfile "$LAB_DIR/ovsdb-server.pid" ovsdb-server
  end_strays
  for name in $(our_netns); do
    for pid in $(ip netns pids "$name" 2>/dev/null); do
      kill -9 "$pid" 2>/dev/null || true
    done
    ip netns delete "$name"
  done
  if [[ -d $LAB_DIR ]]; then
    rm -f "$LAB_DIR"/conf.db "$LAB_DIR"/.conf.db.~lock~ "$LAB_DIR"/*.sock "$LAB_DIR"/*.ctl "$LAB_DIR"/*.mgmt \
      "$LAB_DIR"/*.snoop "$LAB_DIR"/*.pid "$LAB_DIR"/*.log
    rmdir --ignore-fail-on-non-empty "$LAB_DIR"
  fi
}

status() {
  local name code=0
  for name in ovsdb-server ovs-vswitchd; do
    if daemon_runs "$name"; then
      echo "$name runs as $(pid_in "$LAB_DIR/$name.pid")"
    else
      echo "$name does not run"
      code=3
    fi
  done
  [[ $code != 0 ]] || vsctl show
  return "$code"
}

env_lines() {
  local name
  for name in OVS_RUNDIR OVS_DBDIR OVS_LOGDIR OVS_SYSCONFDIR; do
    printf 'export %s=%q\n' "$name" "$LAB_DIR"
  done
}

# ---- traffic ----

addressed_hosts() {
  local name
  for name in $(our_netns | sort); do
    name=${name#"$LAB_PREFIX"}
    if [[ $name != sw && -n $(inside "$name" ip -4 -brief address show dev eth0 2>/dev/null) ]]; then
      echo "$name"
    fi
  done
}

address_of() { inside "$1" ip -4 -brief address show dev eth0 | awk '{ sub("/.*", "", $3); print $3 }'; }

traffic_start() {
  local hosts i from to pidfile
  mapfile -t hosts < <(addressed_hosts)
  [[ ${#hosts[@]} -ge 2 ]] || die "traffic needs two hosts with an address"
  for i in "${!hosts[@]}"; do
    from=${hosts[i]}
    to=${hosts[(i + 1) % ${#hosts[@]}]}
    pidfile=$LAB_DIR/ping-$from.pid
    runs "$(pid_in "$pidfile")" ping && continue
    to=$(address_of "$to")
    nsenter --net="$(netns "$from")" -- setsid ping -n -q -i 0.2 -w "$LONGEST_TRAFFIC" "$to" </dev/null >/dev/null 2>&1 &
    echo $! >"$pidfile"
    until runs $! ping || ! kill -0 $! 2>/dev/null; do sleep 0.005; done
  done
}

traffic_stop() {
  local pidfile
  for pidfile in "$LAB_DIR"/ping-*.pid; do
    [[ ! -e $pidfile ]] || end_pidfile "$pidfile" ping
  done
}

check_settings
command=${1:-}
[[ $# == 0 ]] || shift
case $command in
  start) start "${1:-3}" ;;
  stop) stop ;;
  env) env_lines ;;
  status) status ;;
  add-host) [[ $# -ge 1 ]] || usage; add_host "$@" ;;
  add-bridge) [[ $# == 1 ]] || usage; add_bridge "$1" ;;
  vlan) [[ $# -ge 1 ]] || usage; set_vlan "$@" ;;
  traffic)
    case ${1:-} in
      start) traffic_start ;;
      stop) traffic_stop ;;
      *) usage ;;
    esac ;;
  exec) [[ $# -ge 2 ]] || usage; inside "$@" ;;
  *) usage ;;
esac
