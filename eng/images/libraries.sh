#!/usr/bin/env bash
# Copies the Debian libraries that a shared object needs and the base does not have, and the object itself where it is one of
# them: libraries.sh LIBRARY… FOLDER.
# The packages they come from are listed in FOLDER.txt.
set -euo pipefail

folder=${*: -1}
mkdir -p "$folder"
in_base='/(ld-linux-x86-64|libc|libm|libdl|librt|libpthread|libgcc_s|libstdc\+\+|libz)\.so'
{ ldd "${@:1:$#-1}" | awk '$3 ~ /^\// { print $3 }'; printf '%s\n' "${@:1:$#-1}" | grep ^/usr/lib/ || true; } | sort -u | grep -Ev "$in_base" | while read -r library; do
  cp -L "$library" "$folder/"
  # What dpkg knows may lie below /lib or /usr/lib; both are the same here.
  dpkg -S "$(readlink -f "$library")" 2>/dev/null || dpkg -S "*/$(basename "$(readlink -f "$library")")"
done | cut -d: -f1 | sort -u | xargs -r dpkg-query -W -f='${Package} ${Version}\n' >"$folder.txt"
