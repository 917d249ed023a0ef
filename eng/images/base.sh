#!/usr/bin/env bash
# A base image where no registry can be reached: the C and C++ runtime, OpenSSL and the authorities, taken from this Debian's
# packages file by file; a user; no shell, no package manager. eng/images/base.sh TAG
set -euo pipefail
cd "$(dirname "$0")/../.."

tag=${1:?the tag of the base image}
root=artifacts/images/base/root
lib=$root/usr/lib/x86_64-linux-gnu
packages=(libc6 libgcc-s1 libstdc++6 libssl3 zlib1g)
eng/need.sh "${packages[@]}" ca-certificates
rm -rf artifacts/images/base && mkdir -p "$lib" "$root"/{etc/ssl/certs,tmp,var/tmp,usr/lib64}

for package in "${packages[@]}"; do
  dpkg -L "$package" | grep -E '/x86_64-linux-gnu/[^/]+\.so(\.[0-9.]+)?$' | xargs -r cp -at "$lib"
  mkdir -p "$root/usr/share/doc/$package" && cp "/usr/share/doc/$package/copyright" "$root/usr/share/doc/$package/"
done
cp -L /lib64/ld-linux-x86-64.so.2 "$root/usr/lib64/"
ln -s usr/lib "$root/lib" && ln -s usr/lib64 "$root/lib64"
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
printf 'root:x:0:0::/:/nologin\napp:x:1654:1654::/app:/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\napp:x:1654:\n' >"$root/etc/group"
printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
chmod 1777 "$root/tmp" "$root/var/tmp"
dpkg-query -W -f='${Package} ${Version}\n' "${packages[@]}" ca-certificates >artifacts/images/base/packages.txt
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$root" -cf artifacts/images/base/root.tar .
podman import --quiet artifacts/images/base/root.tar "$tag" >/dev/null
rm artifacts/images/base/root.tar
