#!/usr/bin/env bash
# A cluster on one machine: nginx on the port that is given, behind it two gateways and two inference processes on free ports.
# Ctrl-C, or the end of any of them, stops all. Logs and the configuration lie in artifacts/cluster.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${1:?the port for nginx}
configuration=${2:-Release}
work=$PWD/artifacts/cluster
model=$PWD/models/nanodet-g
pids=()

rm -rf "$work" && mkdir -p "$work"
stop() {
  trap - EXIT INT TERM
  kill "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
}
trap stop EXIT
trap 'exit 0' INT TERM

# start NAME COMMAND…: in the background, what it says goes to NAME.log.
start() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  pids+=($!)
}

# port_of NAME N: the Nth port that it announced.
port_of() { grep -o 'Now listening on: .*' "$work/$1.log" | sed -n "$2s/.*://p"; }

until_said() {
  local name=$1 words=$2 pid=$3
  for _ in $(seq 600); do
    grep -q "$words" "$work/$name.log" && return
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  echo "$name did not start. It said:" >&2
  cat "$work/$name.log" >&2
  exit 1
}

# exec: what runs in the background is the server itself, not a shell that would leave it behind.
server() { exec dotnet "src/$1/bin/$configuration/net10.0/$1.dll" "${@:2}"; }

for n in 1 2; do
  start "inference-$n" server Proctoring.Inference --Server:HttpPort=0 --Server:GrpcPort=0 --Server:ManagementPort=0 --Detector:Model="$model"
done
for n in 1 2; do until_said "inference-$n" "Application started" "${pids[$((n - 1))]}"; done
pods="http://127.0.0.1:$(port_of inference-1 2),http://127.0.0.1:$(port_of inference-2 2)"

for n in 1 2; do
  start "gateway-$n" server Proctoring.Gateway --Server:Port=0 --Server:ManagementPort=0 --Server:ManagementOnMainPort=true \
    --Access:TrustedProxies:0=127.0.0.1/32 --Inference:Address="$pods"
done
for n in 1 2; do until_said "gateway-$n" "Application started" "${pids[$((n + 1))]}"; done

sed -e "s|@PORT@|$port|; s|@WORK@|$work|g; s|@GATEWAY1@|127.0.0.1:$(port_of gateway-1 1)|; s|@GATEWAY2@|127.0.0.1:$(port_of gateway-2 1)|" eng/cluster.nginx.conf >"$work/nginx.conf"
start nginx nginx -p "$work" -e stderr -c "$work/nginx.conf"

for _ in $(seq 600); do
  kill -0 "${pids[4]}" 2>/dev/null || { cat "$work/nginx.log" >&2; exit 1; }
  curl -fsS -o /dev/null "http://127.0.0.1:$port/readyz" 2>/dev/null && break
  sleep 0.1
done
echo "Ready on http://localhost:$port: nginx, 2 gateways, 2 inference processes. Logs: artifacts/cluster. Ctrl-C stops all."
wait -n || true
echo "One of the processes has ended; all are stopped." >&2
exit 1
