#!/usr/bin/env bash
# Pictures of the dashboards in docs/previews, from a cluster on this machine: a few minutes of candidates who come, hold up phones and
# lose their connections, watched by a real Prometheus with the rules.
set -euo pipefail
cd "$(dirname "$0")/.."

configuration=${1:-Release}
minutes=${2:-5}
port=$((30000 + RANDOM % 10000))
work=$PWD/artifacts/previews
cluster=$PWD/artifacts/cluster/$port
pids=()
rm -rf "$work" && mkdir -p "$work" docs/previews
trap 'kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true' EXIT

Telemetry__Exams__0__Name=finals Telemetry__Exams__0__Rooms__0=finals-* Telemetry__Exams__1__Name=retakes Telemetry__Exams__1__Rooms__0=retakes-* Gating__Enabled=true \
  eng/cluster.sh "$port" "$configuration" >"$work/cluster.log" 2>&1 & pids+=($!)
for _ in $(seq 900); do
  grep -q "^Ready on" "$work/cluster.log" && break
  kill -0 "${pids[0]}" 2>/dev/null || break
  sleep 0.1
done
grep -q "^Ready on" "$work/cluster.log" || { cat "$work/cluster.log" >&2; exit 1; }

port_of() { grep -o 'Now listening on: .*' "$cluster/$1.log" | sed -n "$2s/.*://p"; }
rules=charts/proctoring/monitoring
node eng/previews/foreign.mjs tests/Proctoring.Ops.Tests/Rules/Cases/foreign.prom >"$work/foreign.port" & pids+=($!)
for _ in $(seq 100); do [ -s "$work/foreign.port" ] && break; sleep 0.1; done
for file in recording alerts; do sed 's/interval: 15s/interval: 2s/' "$rules/$file.yaml" >"$work/rules-$file.yaml"; done
cat >"$work/prometheus.yaml" <<YAML
global: {scrape_interval: 2s, evaluation_interval: 2s}
rule_files: ['$work/rules-*.yaml']
scrape_configs:
  - {job_name: gateway, static_configs: [{targets: ['127.0.0.1:$(port_of gateway-1 2)', '127.0.0.1:$(port_of gateway-2 2)'], labels: {namespace: exams}}]}
  - {job_name: inference, static_configs: [{targets: ['127.0.0.1:$(port_of inference-1 3)', '127.0.0.1:$(port_of inference-2 3)'], labels: {namespace: exams}}]}
  - {job_name: foreign, honor_labels: true, static_configs: [{targets: ['127.0.0.1:$(cat "$work/foreign.port")'], labels: {namespace: exams}}]}
YAML
prometheus_port=$((20000 + RANDOM % 10000))
prometheus --config.file="$work/prometheus.yaml" --storage.tsdb.path="$work/data" --web.listen-address="127.0.0.1:$prometheus_port" >"$work/prometheus.log" 2>&1 & pids+=($!)

# Both exams together are what two cores carry with ease.
load() { # ROOM CANDIDATES STORM-SHARE
  exec dotnet "benchmarks/Proctoring.Load/bin/$configuration/net10.0/Proctoring.Load.dll" "http://127.0.0.1:$port" --candidates "$2" --duration "$((minutes * 60))" --ramp "$((minutes * 20))" \
    --interval 500 --phones 0.5 --room "$1" --storm-every "$((minutes * 20))" --storm-share "$3" --report "$work/$1.html" >"$work/$1.log"
}
load finals-1 4 0.5 & pids+=($!)
load retakes-1 2 0 & pids+=($!)
sleep "$((minutes * 60 - 10))"

for file in "$rules"/dashboards/*.json; do
  name=$(basename "$file" .json)
  size=$(node eng/previews/draw.mjs "$file" "http://127.0.0.1:$prometheus_port" "$minutes" "$work/$name.html")
  chromium --headless --no-sandbox --hide-scrollbars --window-size="${size/ /,}" --screenshot="docs/previews/$name.png" "file://$work/$name.html" >"$work/$name.log" 2>&1
  echo "docs/previews/$name.png"
done
