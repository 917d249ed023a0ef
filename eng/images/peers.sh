#!/usr/bin/env bash
# Redis and nginx of this Debian as images, for tests that run the chart's pods where no registry can be reached.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CONTAINERS_CONF=${CONTAINERS_CONF-$PWD/eng/images/containers.conf}
eng/need.sh podman runc redis-server nginx-light

base=$(podman images --filter reference=localhost/proctoring/base --format '{{.Repository}}:{{.Tag}}' | head -1)
for peer in redis:/usr/bin/redis-server nginx:/usr/sbin/nginx; do
  name=${peer%%:*} program=${peer#*:}
  context=artifacts/images/$name
  rm -rf "$context" && mkdir -p "$context/app"
  cp -L "$program" "$context/app/"
  eng/images/libraries.sh "$program" "$context/lib"
  {
    echo "FROM $base"
    echo "COPY lib/ /opt/lib/"
    echo "COPY app/ /usr/local/bin/"
    echo "ENV LD_LIBRARY_PATH=/opt/lib PATH=/usr/local/bin"
    echo "ENTRYPOINT [\"/usr/local/bin/$(basename "$program")\"]"
  } >"$context/Dockerfile"
  podman build --quiet --tag "localhost/proctoring/$name:test" "$context" >/dev/null
done
