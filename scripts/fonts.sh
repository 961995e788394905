#!/bin/sh
# Puts the two faces that stand in for 仿宋 and 楷体 in tests into target/fonts. They come out of a Debian package that is
# too big to install for two files. Nothing happens when they are there already.
set -eu
cd "$(dirname "$0")/.."
fonts="${CARGO_TARGET_DIR:-target}/fonts"
faces="FandolFang-Regular.otf FandolKai-Regular.otf"

complete() {
    for face in $faces; do [ -s "$fonts/$face" ] || return 1; done
}

if complete; then exit 0; fi
mkdir -p "$fonts"
fonts=$(cd "$fonts" && pwd)
work=$(mktemp -d "$fonts/unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT
# apt drops its rights for a download, so the folder has to let another user in.
chmod 755 "$work"
(cd "$work" && apt-get -o APT::Sandbox::User=root download texlive-lang-chinese >/dev/null) || {
    echo "fonts.sh: apt-get could not download texlive-lang-chinese; run apt-get update and try again" >&2
    exit 1
}
dpkg-deb --fsys-tarfile "$work"/texlive-lang-chinese_*.deb | tar -x -C "$work" --wildcards --strip-components=9 \
    '*/fandol/FandolFang-Regular.otf' '*/fandol/FandolKai-Regular.otf'
for face in $faces; do mv "$work/$face" "$fonts/$face"; done
complete
