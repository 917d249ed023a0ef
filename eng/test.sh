#!/usr/bin/env bash
# Runs every test project one after another (two cores, and some measure time), then the page's own tests, and adds up.
set -uo pipefail
cd "$(dirname "$0")/.."

results=artifacts/tests
rm -rf "$results" && mkdir -p "$results"
failed=0
npm install --silent --no-save --no-audit --no-fund --prefix artifacts/tools axe-core@4 >/dev/null || echo "axe-core cannot be had from npm; its test skips." >&2
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  echo "── $name"
  dotnet test "$project" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --blame-hang-timeout 5m --blame-hang-dump-type none -v quiet || failed=1
done

echo "── page"
node --test --test-reporter spec --test-reporter-destination stdout --test-reporter tap --test-reporter-destination "$results/page.tap" tests/page/ >"$results/page.log" 2>&1 || { failed=1; cat "$results/page.log"; }

counter() { cat "$results"/*.trx | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'; }
page() { awk -v key="# $1" 'index($0, key) == 1 { n = $3 } END { print n + 0 }' "$results/page.tap"; }
total=$(counter total); passed=$(counter passed); executed=$(counter executed)
echo "$((passed + $(page pass))) passed, $((executed - passed + $(page fail))) failed, $((total - executed + $(page skipped))) skipped"
node eng/failures.mjs "$results"/*.trx
exit $failed
