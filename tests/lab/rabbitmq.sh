#!/bin/bash
# A private RabbitMQ: one node on loopback ports of its own, with all that it keeps in one folder. It needs no root, and
# touches neither the system's broker nor its files.
#
#   rabbitmq.sh start            the broker listens when this returns
#   rabbitmq.sh stop | kill      ends it as SIGTERM or SIGKILL does; what it keeps stays, and start takes it up again
#   rabbitmq.sh remove           stops it and removes what it keeps
#   rabbitmq.sh pid              the number of its process
#   rabbitmq.sh ctl ARG..        rabbitmqctl on it
#
# RABBIT_DIR   its folder
# RABBIT_PORT  AMQP; the next two ports are Erlang's, and the third is AMQP over TLS
# RABBIT_TLS   a folder with ca.pem, cert.pem and key.pem: listens with TLS too
# RABBIT_CONF  more lines for rabbitmq.conf
set -eu
DIR=$RABBIT_DIR PORT=$RABBIT_PORT
SCRIPTS=$(ls -d /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin | tail -n 1)
NODE=lab$PORT@localhost
LOOPBACK='-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false'

# What rabbitmq-server -p would find on its path takes it several seconds to search; a bare broker needs these.
PLUGINS="rabbit rabbit_common rabbitmq_prelaunch ranch ra osiris amqp10_common aten gen_batch_server seshat cuttlefish getopt
  credentials_obfuscation jsx recon stdout_formatter sysmon_handler systemd syslog observer_cli enough"

unset NOTIFY_SOCKET
export HOME=$DIR/home RABBITMQ_CONF_ENV_FILE=$DIR/env.conf RABBITMQ_NODENAME=$NODE RABBITMQ_USE_LONGNAME=false
export RABBITMQ_MNESIA_BASE=$DIR/mnesia RABBITMQ_LOG_BASE=$DIR/log RABBITMQ_LOGS=$DIR/log/rabbit.log RABBITMQ_PID_FILE=$DIR/rabbit.pid
export RABBITMQ_CONFIG_FILE=$DIR/rabbitmq.conf RABBITMQ_ADVANCED_CONFIG_FILE=$DIR/advanced.config
export RABBITMQ_GENERATED_CONFIG_DIR=$DIR/generated RABBITMQ_ENABLED_PLUGINS_FILE=$DIR/enabled_plugins
export RABBITMQ_FEATURE_FLAGS_FILE=$DIR/feature_flags RABBITMQ_SCRIPTS_DIR=$DIR/slim/sbin RABBITMQ_PLUGINS_DIR=$DIR/slim/plugins
export RABBITMQ_DIST_PORT=$((PORT + 1)) RABBITMQ_NODE_PORT=$PORT RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
export ERL_EPMD_PORT=$((PORT + 2)) ERL_EPMD_ADDRESS=127.0.0.1 ERL_CRASH_DUMP_SECONDS=0
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=$LOOPBACK RABBITMQ_CTL_ERL_ARGS=$LOOPBACK

die() { echo "rabbitmq.sh: $*" >&2; exit 1; }

# A process under a number that another one may have by now.
runs() { # PIDFILE NAME
  [[ -s $1 ]] && [[ $(cat "/proc/$(cat "$1")/comm" 2>/dev/null) == *"$2"* ]]
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

prepare() {
  local name path
  umask 077
  mkdir -p "$DIR"/{home,mnesia,log,generated,slim/plugins}
  : >"$DIR/env.conf"
  echo '[].' | tee "$DIR/enabled_plugins" >"$DIR/advanced.config"
  [[ -e $HOME/.erlang.cookie ]] || (head -c 24 /dev/urandom | base64 | tr -dc A-Za-z0-9 >"$HOME/.erlang.cookie" && chmod 400 "$HOME/.erlang.cookie")
  ln -sfn "$SCRIPTS" "$DIR/slim/sbin"
  for name in $PLUGINS; do
    for path in "$SCRIPTS/../plugins/$name"-[0-9]*; do [[ ! -e $path ]] || ln -sfn "$(realpath "$path")" "$DIR/slim/plugins/"; done
  done
  {
    printf '%s\n' "listeners.tcp.1 = 127.0.0.1:$PORT" "disk_free_limit.absolute = 50MB" "vm_memory_high_watermark.absolute = 512MB" \
      "log.console = false" "num_acceptors.tcp = 2"
    if [[ -n ${RABBIT_TLS:-} ]]; then
      printf '%s\n' "listeners.ssl.1 = 127.0.0.1:$((PORT + 3))" "ssl_options.cacertfile = $RABBIT_TLS/ca.pem" \
        "ssl_options.certfile = $RABBIT_TLS/cert.pem" "ssl_options.keyfile = $RABBIT_TLS/key.pem" \
        "ssl_options.verify = verify_peer" "ssl_options.fail_if_no_peer_cert = false"
    fi
    printf '%b\n' "${RABBIT_CONF:-}"
  } >"$DIR/rabbitmq.conf"
}

start() {
  local _
  ! runs "$DIR/beam.pid" beam || return 0
  prepare
  # rabbitmqctl would start one that outlives us.
  runs "$DIR/epmd.pid" epmd || { setsid epmd -port "$ERL_EPMD_PORT" -address 127.0.0.1 </dev/null >"$DIR/log/epmd.log" 2>&1 & echo $! >"$DIR/epmd.pid"; }
  # So the script becomes the node, and its number is the node's.
  ulimit -n 16384 2>/dev/null || true
  RUNNING_UNDER_SYSTEMD=true setsid "$SCRIPTS/rabbitmq-server" -noinput </dev/null >"$DIR/log/boot.log" 2>&1 &
  echo $! >"$DIR/beam.pid"
  for _ in $(seq 1200); do
    ! listens "$PORT" || return 0
    kill -0 "$(cat "$DIR/beam.pid")" 2>/dev/null || { tail -n 20 "$DIR/log/boot.log" "$DIR/log/rabbit.log" >&2; die "the node died"; }
    sleep 0.05
  done
  die "the node does not listen"
}

end() { # SIGNAL
  local _
  if runs "$DIR/beam.pid" beam; then
    kill "-$1" "$(cat "$DIR/beam.pid")"
    for _ in $(seq 400); do
      runs "$DIR/beam.pid" beam || break
      sleep 0.05
    done
    ! runs "$DIR/beam.pid" beam || kill -KILL "$(cat "$DIR/beam.pid")"
  fi
  ! runs "$DIR/epmd.pid" epmd || kill "$(cat "$DIR/epmd.pid")"
  rm -f "$DIR/beam.pid" "$DIR/epmd.pid"
}

case ${1:-} in
  start) start ;;
  stop) end TERM ;;
  kill) end KILL ;;
  remove)
    end TERM
    rm -rf "${DIR:?}"/{home,mnesia,log,generated,slim,env.conf,enabled_plugins,advanced.config,rabbitmq.conf,feature_flags,rabbit.pid}
    rmdir --ignore-fail-on-non-empty "$DIR" ;;
  pid) cat "$DIR/beam.pid" ;;
  ctl)
    shift
    # Against a node that is down it would start an epmd of its own.
    runs "$DIR/beam.pid" beam || die "the node does not run"
    unset RABBITMQ_SCRIPTS_DIR RABBITMQ_PLUGINS_DIR
    exec "$SCRIPTS/rabbitmqctl" -n "$NODE" -q "$@" ;;
  *) sed -n '2,/^set -eu/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
