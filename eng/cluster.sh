#!/usr/bin/env bash
# A cluster on one machine: nginx on the port that is given, behind it two gateways, two inference processes and a Redis on free ports.
# Ctrl-C, or the end of any of them, stops all. Logs and the configuration lie in artifacts/cluster/PORT.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${1:?the port for nginx}
configuration=${2:-Release}
work=$PWD/artifacts/cluster/$port
model=$PWD/models/${3:-nanodet-g}
declare -A pid_of

rm -rf "$work" && mkdir -p "$work"
# ended WITHIN NAME…: ends servers, within so many tenths of a second. Asks whether they are still there and does not wait for them: bash
# waits for ever, now and then, for what ended before it asked.
ended() {
  local within=$1 name
  shift
  for name in "$@"; do kill "${pid_of[$name]}" 2>/dev/null || true; done
  for name in "$@"; do
    while kill -0 "${pid_of[$name]}" 2>/dev/null && [ $((within--)) -gt 0 ]; do sleep 0.1; done
    ! kill -9 "${pid_of[$name]}" 2>/dev/null || echo "$name did not end in time and was killed." >&2
  done
}
stop() {
  trap - EXIT INT TERM
  local servers=() name
  for name in "${!pid_of[@]}"; do [ "$name" = redis ] || servers+=("$name"); done
  [ ${#servers[@]} = 0 ] || ended 400 "${servers[@]}" # they give themselves 30 s
  [ -z "${pid_of[redis]:-}" ] || ended 100 redis # last: gateways store what they have before they end
}
trap stop EXIT
trap 'exit 0' INT TERM

# start NAME COMMAND…: in the background, what it says goes to NAME.log.
start() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  pid_of[$name]=$!
}

# port_of NAME N: the Nth port that it announced.
port_of() { grep -o 'Now listening on: .*' "$work/$1.log" | sed -n "$2s/.*://p"; }

# until_said NAME WORDS: whether it said them before it ended, within a minute.
until_said() {
  local name=$1 words=$2
  for _ in $(seq 600); do
    grep -q "$words" "$work/$name.log" && return
    kill -0 "${pid_of[$name]}" 2>/dev/null || break
    sleep 0.1
  done
  return 1
}

or_give_up() {
  echo "$1 did not start. It said:" >&2
  cat "$work/$1.log" >&2
  exit 1
}

# exec: what runs in the background is the server itself, not a shell that would leave it behind.
server() { exec dotnet "src/$1/bin/$configuration/net10.0/$1.dll" "${@:2}"; }

# Redis takes no port 0 for any free one: ports are tried until one is. An append-only file, so that a restart loses nothing, and
# a session of its own, so that Ctrl-C does not reach it before the gateways have stored what they have.
mkdir -p "$work/redis"
for _ in $(seq 20); do
  redis_port=$((20000 + RANDOM % 10000))
  start redis setsid redis-server --bind 127.0.0.1 --port "$redis_port" --dir "$work/redis" --appendonly yes --save "" --maxmemory-policy noeviction
  until_said redis "Ready to accept connections" && break
  grep -q "Address already in use" "$work/redis.log" || or_give_up redis
done

for n in 1 2; do
  start "inference-$n" server Proctoring.Inference --Server:HttpPort=0 --Server:GrpcPort=0 --Server:ManagementPort=0 --Detector:Model="$model"
done
for n in 1 2; do until_said "inference-$n" "Application started" || or_give_up "inference-$n"; done
pods="http://127.0.0.1:$(port_of inference-1 2),http://127.0.0.1:$(port_of inference-2 2)"

mkdir -p "$work/pictures"
echo "1:$(head -c 32 /dev/urandom | base64)" >"$work/signing-keys" # one for both: either gateway hands the folder's pictures out
for n in 1 2; do
  start "gateway-$n" server Proctoring.Gateway --Server:Port=0 --Server:ManagementPort=0 --Server:ManagementOnMainPort=true \
    --Access:TrustedProxies:0=127.0.0.1/32 --Inference:Address="$pods" --Redis:Endpoints="127.0.0.1:$redis_port" \
    --Delivery:Store=Folder --Delivery:Folder="$work/pictures" --Delivery:Signing:KeyFile="$work/signing-keys"
done
for n in 1 2; do until_said "gateway-$n" "Application started" || or_give_up "gateway-$n"; done

sed -e "s|@PORT@|$port|; s|@WORK@|$work|g; s|@GATEWAY1@|127.0.0.1:$(port_of gateway-1 1)|; s|@GATEWAY2@|127.0.0.1:$(port_of gateway-2 1)|" eng/cluster.nginx.conf >"$work/nginx.conf"
start nginx nginx -p "$work" -e stderr -c "$work/nginx.conf"

is_ready() { curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" 2>/dev/null; }
for _ in $(seq 600); do
  kill -0 "${pid_of[nginx]}" 2>/dev/null || or_give_up nginx
  is_ready && break
  sleep 0.1
done
is_ready || or_give_up gateway-1
echo "Ready on http://localhost:$port: nginx, 2 gateways, 2 inference processes, Redis. Logs: artifacts/cluster/$port. Ctrl-C stops all."
# Bash may overlook a Ctrl-C; the servers do not, and that they have ended is seen here.
all_there() { for pid in "${pid_of[@]}"; do kill -0 "$pid" 2>/dev/null || return; done; }
while all_there; do sleep 0.5; done
echo "One of the processes has ended; all are stopped." >&2
exit 1
