#!/usr/bin/env bash
# Builds the images: build.sh [FLAVOR…], cpu where none is named. BASE, BASE_GPU and BASE_OPENVINO name the base images (by
# digest, best); where they are empty a base is made of this Debian, which has no CUDA: then gpu and openvino are left out.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CONTAINERS_CONF=${CONTAINERS_CONF-$PWD/eng/images/containers.conf}
eng/need.sh podman runc

version=$(sed -n 's/^appVersion: *//p' charts/proctoring/Chart.yaml | tr -d '"')
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
created=$(git log -1 --format=%cI 2>/dev/null || echo 1970-01-01T00:00:00Z)
name=${REGISTRY:+$REGISTRY/}proctoring
work=$PWD/artifacts/images
mkdir -p "$work"

base=${BASE-}
own_base=
if [ -z "$base" ]; then
  base=localhost/proctoring/base:$(dpkg-query -W -f='${Version}-' libc6 libssl3 | tr -c 'A-Za-z0-9._\n' '-')1
  podman image exists "$base" && [ -e "$work/base/packages.txt" ] || eng/images/base.sh "$base"
  own_base=$work/base/packages.txt
fi

# publish FOLDER FLAVOR PROJECT…: self-contained, into one folder, so that programs share what is .NET's.
publish() {
  local folder=$1 flavor=$2 project
  shift 2
  rm -rf "$folder"
  for project in "$@"; do
    dotnet publish "src/$project" -c Release -r linux-x64 --self-contained -v quiet --nologo -o "$folder" \
      -p:OnnxRuntimeFlavor="$flavor" -p:ContinuousIntegrationBuild=true
  done
  find "$folder" -name '*.pdb' -delete
}

# build NAME TAG BASE PROGRAM: out of artifacts/images/NAME/{app,lib,models}.
build() {
  local context=$work/$1 image=$name/$1:$2
  mkdir -p "$context"/{app,lib,models}
  touch "$context/lib.txt"
  ln -sfn "$4" "$context/app/start"
  node eng/images/sbom.mjs "$image" "$version" "$context/app" "$context/lib.txt" ${own_base:+"$own_base"} >"$context/sbom.cdx.json"
  chmod -R a+rX "$context"
  podman build --quiet --timestamp "$(date -d "$created" +%s 2>/dev/null || echo 0)" --file eng/images/Dockerfile --tag "$image" \
    --build-arg BASE="$3" --build-arg TITLE="$1" --build-arg VERSION="$version" --build-arg REVISION="$revision" --build-arg CREATED="$created" "$context" >/dev/null
  printf '%-44s %4d MB, %d parts in its SBOM, %s\n' "$image" "$(($(podman image inspect --format '{{.Size}}' "$image") / 1000000))" \
    "$(grep -c '"type": "library"' "$context/sbom.cdx.json")" "$(podman image inspect --format '{{.Digest}}' "$image")"
}

publish "$work/gateway/app" cpu Proctoring.Gateway Proctoring.Candidate
rm -rf "$work/gateway/lib" "$work/gateway/models"
eng/need.sh libturbojpeg0
eng/images/libraries.sh /usr/lib/x86_64-linux-gnu/libturbojpeg.so.0 "$work/gateway/lib"
build gateway "$version" "$base" Proctoring.Gateway

for flavor in "${@:-cpu}"; do
  case $flavor in
    gpu) flavor_base=${BASE_GPU-} ;;
    openvino) flavor_base=${BASE_OPENVINO-$base} ;;
    *) flavor_base=$base ;;
  esac
  if [ -z "$flavor_base" ]; then
    echo "inference:$version-$flavor is left out: BASE_GPU names no image with CUDA and TensorRT." >&2
    continue
  fi
  context=$work/inference
  if ! publish "$context/app" "$flavor" Proctoring.Inference Proctoring.Models >"$work/publish.log" 2>&1; then
    grep -E 'error (NU|MSB|CS)[0-9]+' "$work/publish.log" | head -1 >&2
    echo "inference:$version-$flavor is left out: it cannot be published here." >&2
    [ "$flavor" = cpu ] && exit 1
    continue
  fi
  rm -rf "$context/lib" "$context/models"
  eng/images/libraries.sh "$context/app/libOpenCvSharpExtern.so" "$context/lib"
  for model in models/*/; do
    ls "$model"*.onnx >/dev/null 2>&1 || continue
    mkdir -p "$context/models" && cp -r "$model" "$context/models/"
  done
  build inference "$version-$flavor" "$flavor_base" Proctoring.Inference
done
