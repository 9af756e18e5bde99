#!/bin/bash
# A private Debian machine: the real systemd as PID 1 in namespaces of its own, on a copy of / that forgets.
#
#   appliance.sh open              makes the machine's root and installs LAB_DEBS, without booting it
#   appliance.sh start [WORD..]    boots it, with words of the kernel command line
#   appliance.sh reboot [WORD..]   shuts it down in order and boots it again; its files stay
#   appliance.sh cut [WORD..]      the same as a power cut
#   appliance.sh stop              ends all of it, also what a killed machine has left
#   appliance.sh env               what finds its bus, to be eval'ed
#   appliance.sh status            exit code 3 when it does not run
#   appliance.sh wait bus|running  until its bus answers, or until everything is started
#   appliance.sh run CMD..         in the machine; in its root when it is not booted
#   appliance.sh put FILE PATH     copies a file of this system into its root
#   appliance.sh install DEB..     installs packages in it
#   appliance.sh changes           all that its root has other than this system, with modes, owners and sums
#   appliance.sh peer CMD..        at the other ends of the cables of eth0 (10.90.0.1/24), eth1 and eth2
#
# Its root is an overlay over /, whose upper layer is a tmpfs that lives until stop. Nothing that is enabled on this
# system is enabled there, but for dbus, logind, NetworkManager and the gettys. Time, sysctls outside of the network and
# modules are this system's, so it may not change them.
#
# LAB_DIR     state, logs and the link root to the booted machine's root; of this machine alone
# LAB_PREFIX  begins the names of its namespaces and its cgroup, and ends in a dash; of this machine alone
# LAB_TREE    a folder whose files are put over the root before the first boot
# LAB_DEBS    packages that are installed before the first boot
# LAB_ENABLE  units that are enabled before the first boot
# LAB_TTY1    a terminal, such as /dev/pts/3, that becomes /dev/tty1 and /dev/console
# LAB_TTYS0   another one, that becomes /dev/ttyS0
set -eu
PATH=/usr/sbin:/sbin:$PATH

LAB_DIR=${LAB_DIR:-${TMPDIR:-/tmp}/appliance}
LAB_PREFIX=${LAB_PREFIX:-appliance-}
DEVICES=(eth0 eth1 eth2)
DISK=$LAB_DIR/disk
TREE=$DISK/root
CGROUP=/sys/fs/cgroup/unified
[[ -d $CGROUP ]] || CGROUP=/sys/fs/cgroup
CGROUP+=/${LAB_PREFIX}machine
NODES=(null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0 net/tun:10:200)
SELF=$(realpath "${BASH_SOURCE[0]}")
WITHOUT=-sys_time,-sys_module,-sys_rawio,-sys_boot

die() { echo "appliance: $*" >&2; exit 1; }

usage() { sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0" >&2; exit 2; }

check_settings() {
  [[ $LAB_DIR == /* ]] || die "LAB_DIR must be absolute: $LAB_DIR"
  [[ ${#LAB_DIR} -le 60 ]] || die "LAB_DIR is too long for the path of a socket: $LAB_DIR"
  [[ $LAB_PREFIX =~ ^[a-z0-9]+-$ ]] || die "LAB_PREFIX must be letters and digits with a dash at the end: $LAB_PREFIX"
}

# ---- processes ----

# What ended can stay a zombie until it is reaped, and its number can be another's by then.
lives() { # PID
  local state
  [[ -n $1 ]] && read -r state 2>/dev/null <"/proc/$1/stat" || return 1
  state=${state##*) }
  [[ ${state%% *} != [ZXx] ]]
}

saved() { if [[ -s $LAB_DIR/$1 ]]; then cat "$LAB_DIR/$1"; fi; }

keeper_lives() {
  local pid
  pid=$(saved keeper.pid)
  lives "$pid" && [[ $(tr '\0' ' ' <"/proc/$pid/cmdline") == *"appliance.sh keep "* ]]
}

leader_lives() {
  local pid
  pid=$(saved leader.pid)
  lives "$pid" && [[ $(cat "/proc/$pid/comm") == systemd ]]
}

wait_until() { # SECONDS WHAT CMD..
  local seconds=$1 what=$2 _
  shift 2
  for _ in $(seq $((seconds * 50))); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.02
  done
  tail -n 5 "$LAB_DIR"/*.log >&2 || true
  die "$what within $seconds seconds: no"
}

# ---- the network ----

netns() { echo "/run/netns/$LAB_PREFIX$1"; }

our_netns() { ip netns list | awk -v p="$LAB_PREFIX" 'index($1, p) == 1 { print $1 }'; }

peer() { nsenter --net="$(netns peer)" -- "$@"; }

add_cables() {
  local name i=0
  for name in machine peer; do
    [[ ! -e $(netns $name) ]] || continue
    ip netns add "$LAB_PREFIX$name"
    nsenter --net="$(netns $name)" -- ip link set lo up
  done
  for name in "${DEVICES[@]}"; do
    if ! peer ip link show "p-$name" >/dev/null 2>&1; then
      peer ip link add "p-$name" type veth peer name "$name" netns "$LAB_PREFIX"machine
      peer ip address replace "10.9$i.0.1/24" dev "p-$name"
      peer ip link set "p-$name" up
    fi
    i=$((i + 1))
  done
}

# ---- the machine's root, seen by its keeper ----

# Keeps the upper layer alive between boots, and boots again when the machine asks for it.
keep() {
  mount --make-rprivate /
  mkdir -p "$DISK"
  mount -t tmpfs -o mode=755 tmpfs "$DISK"
  mkdir -p "$DISK"/upper "$DISK"/work "$TREE"
  mount -t overlay -o "lowerdir=/,upperdir=$DISK/upper,workdir=$DISK/work" overlay "$TREE"
  furnish
  [[ -z ${LAB_TREE:-} ]] || cp -a "$LAB_TREE"/. "$TREE"/
  local deb
  for deb in ${LAB_DEBS:-}; do
    cp "$deb" "$TREE"/var/tmp/
    offline dpkg --install "/var/tmp/${deb##*/}" >>"$LAB_DIR"/dpkg.log 2>&1
    rm "$TREE/var/tmp/${deb##*/}"
  done
  [[ -z ${LAB_ENABLE:-} ]] || offline systemctl enable ${LAB_ENABLE} >>"$LAB_DIR"/dpkg.log 2>&1
  echo ready >"$LAB_DIR"/ready
  while next_order; do :; done
}

# What the kernel keeps of the network does not outlive the power: addresses, filters, settings.
forget_network() {
  local name
  # The kernel takes a cable away with its namespace, but some time later.
  for name in "${DEVICES[@]}"; do peer ip link delete "p-$name"; done
  ip netns delete "$LAB_PREFIX"machine
  add_cables
}

# An order is "boot"; the machine's own shutdown leaves "reboot" or another word.
next_order() {
  local order shim _
  read -r order <"$LAB_DIR"/orders || return 0
  while [[ $order == boot || $order == reboot ]]; do
    rm -f "$TREE"/shutdown-as
    LEADER=
    nsenter --net="$(netns machine)" -- unshare --mount --uts --ipc --pid --fork --kill-child \
      bash "$SELF" boot </dev/null >>"$LAB_DIR"/boot.log 2>&1 &
    shim=$!
    for _ in $(seq 500); do
      read -r LEADER <"/proc/$shim/task/$shim/children" || true
      [[ -n ${LEADER:-} && $(cat "/proc/$LEADER/comm" 2>/dev/null) == systemd ]] && break
      sleep 0.01
    done
    echo "$LEADER" >"$LAB_DIR"/leader.pid
    ln -sfn "/proc/$LEADER/root" "$LAB_DIR"/root
    wait "$shim" || true
    forget_network
    order=$(cat "$TREE"/shutdown-as 2>/dev/null || cat "$LAB_DIR"/cut 2>/dev/null || true)
    rm -f "$LAB_DIR"/leader.pid "$LAB_DIR"/root "$LAB_DIR"/cut
  done
}

furnish() {
  local etc=$TREE/etc unit=$TREE/etc/systemd/system
  rm -rf "$unit" "$etc"/NetworkManager/system-connections "$etc"/NetworkManager/conf.d "$etc"/network/interfaces.d
  mkdir -p "$unit"/getty.target.wants "$unit"/multi-user.target.wants "$etc"/NetworkManager/conf.d
  mkdir -p -m 700 "$etc"/NetworkManager/system-connections
  ln -s /lib/systemd/system/multi-user.target "$unit"/default.target
  ln -s /lib/systemd/system/NetworkManager.service "$unit"/multi-user.target.wants/NetworkManager.service
  ln -s /lib/systemd/system/NetworkManager.service "$unit"/dbus-org.freedesktop.NetworkManager.service
  ln -s /dev/null "$unit"/console-getty.service
  # There is no udev to tell systemd that a serial line is there.
  sed 's/^BindsTo=.*//; s/ *dev-%i\.device//' /lib/systemd/system/serial-getty@.service >"$unit"/serial-getty@.service
  [[ -z ${LAB_TTY1:-} ]] || ln -s /lib/systemd/system/getty@.service "$unit"/getty.target.wants/getty@tty1.service
  [[ -z ${LAB_TTYS0:-} ]] || ln -s ../serial-getty@.service "$unit"/getty.target.wants/serial-getty@ttyS0.service
  # A container's system may have been told to leave manuals and the like out.
  rm -f "$etc"/dpkg/dpkg.cfg.d/*
  : >"$etc"/fstab
  echo appliance >"$etc"/hostname
  printf '127.0.0.1 localhost\n127.0.1.1 appliance\n' >"$etc"/hosts
  rm -f "$etc"/machine-id "$etc"/localtime "$etc"/adjtime
  tr -d - </proc/sys/kernel/random/uuid >"$etc"/machine-id
  ln -s /usr/share/zoneinfo/Etc/UTC "$etc"/localtime
  printf '[main]\nplugins=keyfile\nno-auto-default=*\ndns=default\nauth-polkit=root-only\n' >"$etc"/NetworkManager/NetworkManager.conf
  mkdir -p "$TREE"/usr/lib/systemd/system-shutdown
  printf '#!/bin/sh\nexec 2>/dev/null\necho "$1" >/shutdown-as\n' >"$TREE"/usr/lib/systemd/system-shutdown/appliance
  chmod 755 "$TREE"/usr/lib/systemd/system-shutdown/appliance
  printf '#!/bin/sh\nexit 101\n' >"$TREE"/usr/sbin/policy-rc.d
  chmod 755 "$TREE"/usr/sbin/policy-rc.d
}

# In the root without booting it, as a package manager sees it in an image.
offline() {
  nsenter --net="$(netns machine)" -- unshare --mount --uts --ipc --pid --fork --kill-child bash "$SELF" enter "$@"
}

# ---- inside of the new namespaces ----

mount_system() {
  local node name major minor
  mount --make-rprivate /
  mount --bind "$TREE" "$TREE"
  cd "$TREE"
  mount -t proc proc proc
  mount -t sysfs -o ro sysfs sys
  mount -t tmpfs -o mode=755 tmpfs run
  mount -t tmpfs -o mode=1777 tmpfs tmp
  mount -t tmpfs -o mode=755 tmpfs dev
  mkdir dev/pts dev/shm dev/net
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
  mount -t tmpfs -o mode=1777 tmpfs dev/shm
  ln -s pts/ptmx dev/ptmx
  ln -s /proc/self/fd dev/fd
  for node in stdin:0 stdout:1 stderr:2; do ln -s "/proc/self/fd/${node#*:}" "dev/${node%:*}"; done
  # Nodes of its own: who may use a bound one would be changed for this whole system.
  for node in "${NODES[@]}"; do
    IFS=: read -r name major minor <<<"$node"
    mknod -m 666 "dev/$name" c "$major" "$minor"
  done
  # The settings of this whole system; those of the network alone are the machine's own.
  mount --bind proc/sys proc/sys
  mount -o remount,bind,ro proc/sys
  mount --bind proc/sys/net proc/sys/net
  mount -o remount,bind,rw proc/sys/net
  [[ ! -e proc/sysrq-trigger ]] || mount --bind /dev/null proc/sysrq-trigger
}

# A pseudo-terminal of the test, or nothing to read from and nowhere to write to.
console() { # TERMINAL NODE
  if [[ -n $1 ]]; then
    : >"$2"
    mount --bind "$1" "$2"
  else
    mknod -m 600 "$2" c 1 3
  fi
}

change_root() {
  cd "$TREE"
  mkdir -p run/old
  pivot_root . run/old
  umount -l /run/old
  rmdir /run/old
  # As systemd makes it where it is no container: credentials of units are mounted elsewhere and moved here.
  mount --make-rshared /
}

enter() {
  mount_system
  change_root
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root TERM=dumb DEBIAN_FRONTEND=noninteractive \
    setpriv --bounding-set "$WITHOUT" "$@"
}

boot() {
  mkdir -p "$CGROUP"
  echo 0 >"$CGROUP"/cgroup.procs
  exec unshare --cgroup bash "$SELF" init
}

init() {
  local words
  read -r -a words <"$LAB_DIR"/cmdline || true
  mount_system
  mount -t cgroup2 cgroup2 sys/fs/cgroup
  mount --bind "$LAB_DIR"/cmdline proc/cmdline
  # Each boot has an id of its own.
  cat /proc/sys/kernel/random/uuid >"$LAB_DIR"/boot_id
  mount --bind "$LAB_DIR"/boot_id proc/sys/kernel/random/boot_id
  console "${LAB_TTY1:-}" dev/console
  if [[ -n ${LAB_TTY1:-} ]]; then
    console "$LAB_TTY1" dev/tty0
    console "$LAB_TTY1" dev/tty1
  fi
  [[ -z ${LAB_TTYS0:-} ]] || console "$LAB_TTYS0" dev/ttyS0
  echo "${LAB_TTY1:+tty0}${LAB_TTYS0:+ ttyS0}" >"$LAB_DIR"/consoles
  [[ ! -e sys/class/tty/console/active ]] || mount --bind "$LAB_DIR"/consoles sys/class/tty/console/active
  hostname "$(cat etc/hostname)"
  change_root
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin container=lab setpriv --bounding-set "$WITHOUT" \
    /lib/systemd/systemd --log-target=journal --show-status=no "${words[@]}" </dev/null
}

# ---- from outside ----

open_machine() {
  if keeper_lives; then return 0; fi
  mkdir -p "$LAB_DIR"
  add_cables
  rm -f "$LAB_DIR"/ready "$LAB_DIR"/orders
  mkfifo "$LAB_DIR"/orders
  setsid unshare --mount --propagation private bash "$SELF" keep "$LAB_DIR" </dev/null >"$LAB_DIR"/keeper.log 2>&1 &
  echo $! >"$LAB_DIR"/keeper.pid
  for _ in $(seq 3000); do
    [[ ! -e $LAB_DIR/ready ]] || return 0
    lives $! || break
    sleep 0.02
  done
  tail -n 20 "$LAB_DIR"/*.log >&2 || true
  die "the machine's root could not be made"
}

bus() { echo "unix:path=$LAB_DIR/root/run/dbus/system_bus_socket"; }

state() {
  busctl --address="$(bus)" --timeout=5 get-property org.freedesktop.systemd1 /org/freedesktop/systemd1 \
    org.freedesktop.systemd1.Manager SystemState 2>/dev/null
}

started() { [[ $(state) =~ running|degraded ]]; }

wait_for() {
  case $1 in
    bus) wait_until 30 "the machine's bus" state ;;
    running) wait_until 60 "everything started" started ;;
    *) usage ;;
  esac
}

start() {
  open_machine
  ! leader_lives || die "it runs already"
  echo "$*" >"$LAB_DIR"/cmdline
  echo boot >"$LAB_DIR"/orders
  wait_until 15 "systemd" leader_lives
}

again() { # HOW WORD..
  local how=$1 old
  shift
  old=$(saved leader.pid)
  leader_lives || die "it does not run"
  echo "$*" >"$LAB_DIR"/cmdline
  if [[ $how == cut ]]; then
    echo reboot >"$LAB_DIR"/cut
    kill -9 "$old"
  else
    run systemctl reboot
  fi
  wait_until 120 "the end of the old boot" other_leader "$old"
}

other_leader() { [[ $(saved leader.pid) != "$1" ]] && leader_lives; }

run() {
  if leader_lives; then
    nsenter --target "$(saved leader.pid)" --mount --uts --ipc --net --pid --cgroup -- \
      env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root TERM="${TERM:-dumb}" setpriv --bounding-set "$WITHOUT" "$@"
  elif keeper_lives; then
    nsenter --target "$(saved keeper.pid)" --mount -- bash "$SELF" offline "$@"
  else
    die "it is not there: appliance.sh open"
  fi
}

put() { # FILE PATH
  local to
  to=$(within "$TREE$2")
  mkdir -p "$(dirname "$to")"
  cp -p "$1" "$to"
}

install_debs() {
  local deb
  for deb in "$@"; do
    put "$deb" "/var/tmp/${deb##*/}"
    run dpkg --install "/var/tmp/${deb##*/}"
    rm "$(within "$TREE/var/tmp/${deb##*/}")"
  done
}

# What is not there is in the upper layer too, as a character device without a number.
changes() {
  local upper
  upper=$(within "$DISK/upper")
  find "$upper" -mindepth 1 \( -type f -printf '/%P %m %U %G ' -exec sh -c 'cksum <"$1"' sh {} \; \) \
    -o -printf '/%P %y %m %U %G %l\n' | LC_ALL=C sort
}

# A path as the keeper has it.
within() {
  keeper_lives || die "it is not there: appliance.sh open"
  echo "/proc/$(saved keeper.pid)/root$1"
}

stop() {
  local name pid
  pid=$(saved leader.pid)
  if leader_lives; then
    kill -9 "$pid" || true
    # Its keeper reaps it; without one, whoever adopts the orphan does in his own time.
    ! keeper_lives || wait_until 10 "the machine's end" test ! -e "/proc/$pid"
  fi
  pid=$(saved keeper.pid)
  if keeper_lives; then kill -9 "$pid" || true; fi
  for name in $(our_netns); do
    for pid in $(ip netns pids "$name" 2>/dev/null); do
      kill -9 "$pid" 2>/dev/null || true
    done
    ip netns delete "$name"
  done
  [[ ! -d $CGROUP ]] || wait_until 10 "an empty cgroup" remove_cgroup
  if [[ -d $LAB_DIR ]]; then
    rm -f "$LAB_DIR"/*.pid "$LAB_DIR"/*.log "$LAB_DIR"/root "$LAB_DIR"/orders "$LAB_DIR"/ready "$LAB_DIR"/cmdline "$LAB_DIR"/consoles "$LAB_DIR"/cut "$LAB_DIR"/boot_id
    [[ ! -d $DISK ]] || wait_until 10 "the end of the machine's root" rmdir "$DISK"
    rmdir --ignore-fail-on-non-empty "$LAB_DIR"
  fi
}

remove_cgroup() {
  find "$CGROUP" -depth -type d -exec rmdir {} + 2>/dev/null
  [[ ! -d $CGROUP ]]
}

status() {
  leader_lives || { echo "it does not run"; return 3; }
  echo "systemd runs as $(saved leader.pid): $(state)"
}

check_settings
command=${1:-}
[[ $# == 0 ]] || shift
case $command in
  open) open_machine ;;
  start) start "$@" ;;
  reboot | cut) again "$command" "$@" ;;
  stop) stop ;;
  env) printf 'export DBUS_SYSTEM_BUS_ADDRESS=%q\n' "$(bus)" ;;
  status) status ;;
  wait) [[ $# == 1 ]] || usage; wait_for "$1" ;;
  run) [[ $# -ge 1 ]] || usage; run "$@" ;;
  put) [[ $# == 2 ]] || usage; put "$@" ;;
  install) [[ $# -ge 1 ]] || usage; install_debs "$@" ;;
  changes) changes ;;
  peer) [[ $# -ge 1 ]] || usage; peer "$@" ;;
  keep | boot | init | offline | enter) "$command" "$@" ;;
  *) usage ;;
esac
