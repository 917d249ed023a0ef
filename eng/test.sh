#!/usr/bin/env bash
# Runs the test projects that measure time or drive browsers one after another, for there may be but two cores; the others meanwhile with what
# these leave idle; then the page's own tests; and adds up.
set -uo pipefail
cd "$(dirname "$0")/.."

results=artifacts/tests
untimed="Capacity Chart Contracts Models Vision"
rm -rf "$results" && mkdir -p "$results"
trap 'trap - INT TERM; kill 0' INT TERM # a script's jobs in the background do not hear Ctrl-C
npm install --silent --no-save --no-audit --no-fund --prefix artifacts/tools axe-core@4 >/dev/null || echo "axe-core cannot be had from npm; its test skips." >&2

run() { # NAME [COMMAND to run it with]
  local name=Proctoring.$1.Tests
  echo "── $name"
  "${@:2}" dotnet test "tests/$name/$name.csproj" -c Release --no-build --nologo --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --blame-hang-timeout 5m --blame-hang-dump-type none -v quiet
}

each() { # NAMES [COMMAND]
  local failed=0
  for name in $1; do run "$name" "${@:2}" || failed=1; done
  return $failed
}

failed=0
timed=$(for folder in tests/*.Tests; do basename "$folder" .Tests | sed 's/^Proctoring\.//'; done | grep -vxFf <(tr ' ' '\n' <<<"$untimed"))
each "$untimed" nice -n 19 >"$results/untimed.log" 2>&1 &
each "$timed" || failed=1
wait $! || failed=1
cat "$results/untimed.log"

echo "── page"
node --test --test-reporter spec --test-reporter-destination stdout --test-reporter tap --test-reporter-destination "$results/page.tap" tests/page/ >"$results/page.log" 2>&1 || { failed=1; cat "$results/page.log"; }

counter() { cat "$results"/*.trx | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'; }
page() { awk -v key="# $1" 'index($0, key) == 1 { n = $3 } END { print n + 0 }' "$results/page.tap"; }
total=$(counter total); passed=$(counter passed); executed=$(counter executed)
echo "$((passed + $(page pass))) passed, $((executed - passed + $(page fail))) failed, $((total - executed + $(page skipped))) skipped"
node eng/failures.mjs "$results"/*.trx
exit $failed
