#!/bin/bash
# A private network of isolated hosts: a switch that passes nothing between them, their gateway, and the machine that
# becomes their relay, each in a network namespace of its own.
#
#   relay-lab.sh start            the hosts i1 i2 i3 (10.79.0.11 .. 13, fd79::11 .. 13) on isolated ports, and on
#                                 promiscuous ones gw (10.79.0.1, fd79::1) and relay (10.79.0.2, fd79::2); each has eth0
#   relay-lab.sh stop             ends all of it, also what a killed lab has left
#   relay-lab.sh reset            what a relay knows of its network, and the hosts of each other, is forgotten
#   relay-lab.sh state            the packet filter, settings and neighbours of relay: what undo must leave as it was
#   relay-lab.sh exec HOST CMD..  in the namespace of a host, or of the switch (sw)
#   relay-lab.sh advertise HOST   the host announces itself as a router of IPv6
#   relay-lab.sh probe HOST TARGET..   whom the host reaches: tcp:ADDRESS:PORT udp:ADDRESS:PORT icmp:ADDRESS
#
# Every host but relay echoes on the ports 80, 23 and 53, over TCP and UDP.
#
# eth1 of relay is a cable to host other (10.78.0.1 and 10.78.0.9): what a relay must not open.
#
# LAB_PREFIX  begins the names of its namespaces and ends in a dash; of this lab alone
set -eu
PATH=/usr/sbin:/sbin:$PATH

LAB_PREFIX=${LAB_PREFIX:-relaylab-}
TALK=$(dirname "$(realpath "${BASH_SOURCE[0]}")")/relay-talk.py
ISOLATED=(i1 i2 i3)
PROMISCUOUS=(gw relay)

die() { echo "relay-lab: $*" >&2; exit 1; }

usage() { sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0" >&2; exit 2; }

check_settings() {
  [[ $LAB_PREFIX =~ ^[a-z0-9]+-$ ]] || die "LAB_PREFIX must be letters and digits with a dash at the end: $LAB_PREFIX"
}

netns() { echo "/run/netns/$LAB_PREFIX$1"; }

inside() { local name=$1; shift; nsenter --net="$(netns "$name")" -- "$@"; }

our_netns() { ip netns list | awk -v p="$LAB_PREFIX" 'index($1, p) == 1 { print $1 }'; }

number_of() { case $1 in gw) echo 1 ;; relay) echo 2 ;; i*) echo "1${1#i}" ;; esac; }

add_netns() {
  [[ ! -e $(netns "$1") ]] || return 0
  ip netns add "$LAB_PREFIX$1"
  inside "$1" ip link set lo up
}

# An address that is tried out first cannot be used for a second.
cable() { # HOST
  local number
  number=$(number_of "$1")
  if ! inside sw ip link show "v-$1" >/dev/null 2>&1; then
    inside sw ip link add "v-$1" type veth peer name eth0 netns "$LAB_PREFIX$1"
    inside sw ip link set "v-$1" master br0 up
    inside "$1" sh -c 'echo 0 >/proc/sys/net/ipv6/conf/eth0/accept_dad'
    inside "$1" ip link set eth0 up
  fi
  inside "$1" ip address replace "10.79.0.$number/24" dev eth0
  inside "$1" ip address replace "fd79::$number/64" dev eth0 nodad
}

start() {
  local host
  for host in sw "${PROMISCUOUS[@]}" "${ISOLATED[@]}" other; do add_netns "$host"; done
  inside sw ip link show br0 >/dev/null 2>&1 || inside sw ip link add br0 type bridge mcast_snooping 0
  inside sw ip link set br0 up
  for host in "${PROMISCUOUS[@]}" "${ISOLATED[@]}"; do cable "$host"; done
  for host in "${ISOLATED[@]}"; do inside sw ip link set "v-$host" type bridge_slave isolated on; done
  if ! inside other ip link show eth0 >/dev/null 2>&1; then
    inside other ip link add eth0 type veth peer name eth1 netns "$LAB_PREFIX"relay
    inside other ip link set eth0 up
    inside relay ip link set eth1 up
  fi
  inside other ip address replace 10.78.0.9/24 dev eth0
  inside relay ip address replace 10.78.0.1/24 dev eth1
  inside other ip route replace default via 10.78.0.1
  for host in "${ISOLATED[@]}"; do inside "$host" ip route replace 10.78.0.0/24 via 10.79.0.2; done
  inside relay ip route replace default via 10.79.0.1
  for host in gw "${ISOLATED[@]}" other; do serve "$host"; done
}

# It says that it is ready on a pipe, which it leaves to nobody.
serve() { # HOST
  local ready
  [[ -z $(ip netns pids "$LAB_PREFIX$1") ]] || return 0
  exec 3< <(nsenter --net="$(netns "$1")" -- setsid /usr/bin/python3 "$TALK" serve 80 23 53 </dev/null 2>/dev/null)
  read -r -t 20 ready <&3 || die "nobody serves at $1"
  exec 3<&-
}

stop() {
  local name pid
  for name in $(our_netns); do
    for pid in $(ip netns pids "$name" 2>/dev/null); do
      kill -9 "$pid" 2>/dev/null || true
    done
    ip netns delete "$name"
  done
}

reset() {
  local host
  inside relay sh -c '
    nft flush ruleset
    for key in ipv4/conf/eth0/forwarding ipv4/conf/eth0/proxy_arp_pvlan ipv4/conf/all/forwarding ipv6/conf/all/forwarding ipv6/conf/eth0/proxy_ndp \
      ipv4/conf/eth0/proxy_arp ipv6/conf/eth0/disable_ipv6; do
      echo 0 >/proc/sys/net/$key
    done
    for link in all eth0; do echo 1 >/proc/sys/net/ipv4/conf/$link/send_redirects; done
    for family in ipv4 ipv6; do echo 80 >/proc/sys/net/$family/neigh/eth0/proxy_delay; done
    ip -6 neighbour flush proxy dev eth0 2>/dev/null
    ip -6 neighbour show proxy | while read -r address rest; do ip -6 neighbour delete proxy "$address" dev eth0; done
    ip -6 route flush proto ra
    echo 1 >/proc/sys/net/ipv6/conf/eth0/accept_ra'
  for host in "${PROMISCUOUS[@]}" "${ISOLATED[@]}"; do
    inside "$host" ip neighbour flush dev eth0
    inside "$host" ip address replace "fd79::$(number_of "$host")/64" dev eth0 nodad
  done
}

# What counts packets, or is a time, is no state; nor is the order in which tables were made.
state() {
  inside relay sh -c '
    nft list tables | sort | while read -r table; do nft --stateless list $table; done
    sysctl -a --pattern "^net\\." 2>/dev/null | grep -v -e _count -e rt_cache -e nf_conntrack_ -e "neigh.*gc_"
    ip -6 neighbour show proxy'
}

check_settings
command=${1:-}
[[ $# == 0 ]] || shift
case $command in
  start) start ;;
  stop) stop ;;
  reset) reset ;;
  state) state ;;
  advertise) [[ $# == 1 ]] || usage; inside "$1" /usr/bin/python3 "$TALK" advertise ;;
  probe) [[ $# -ge 2 ]] || usage; inside "$1" /usr/bin/python3 "$TALK" probe "${@:2}" ;;
  exec) [[ $# -ge 2 ]] || usage; inside "$@" ;;
  *) usage ;;
esac
