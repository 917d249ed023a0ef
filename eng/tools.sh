#!/usr/bin/env bash
# Says which of the tools that everything else needs are missing, with their versions.
set -euo pipefail

problems=0
need() {
  command -v "$1" >/dev/null 2>&1 && return
  echo "Missing: $2" >&2
  problems=1
}

need dotnet ".NET SDK 10 (dotnet)"
need npm "Node.js 20 with npm (fetches the model's package)"
[ $problems -eq 0 ] || exit 1

if ! dotnet --list-sdks | grep -q '^10\.'; then
  echo "Missing: .NET SDK 10; found: $(dotnet --list-sdks | tr '\n' ' ')" >&2
  exit 1
fi
