#!/bin/sh
# Puts the faces that stand in for 仿宋, 楷体 and Times New Roman in tests into target/fonts. They come out of Debian
# packages that are too big to install for a few files. Nothing happens when they are there already.
set -eu
cd "$(dirname "$0")/.."
fonts="${CARGO_TARGET_DIR:-target}/fonts"
faces="FandolFang-Regular.otf FandolKai-Regular.otf LiberationSerif-Regular.ttf LiberationSerif-Bold.ttf"
packages="texlive-lang-chinese fonts-liberation"

complete() {
    for face in $faces; do [ -s "$fonts/$face" ] || return 1; done
}

if complete; then exit 0; fi
mkdir -p "$fonts"
fonts=$(cd "$fonts" && pwd)
work=$(mktemp -d "$fonts/unpack.XXXXXX")
trap 'rm -rf "$work"' EXIT
sudo=
[ "$(id -u)" -eq 0 ] || sudo=sudo
# shellcheck disable=SC2086 # a list of words
download() { (cd "$work" && apt-get -o APT::Sandbox::User=root -qq download $packages); }
# The lists of packages may be missing or old.
download 2>/dev/null || { $sudo apt-get -qq update && download; } || {
    echo "fonts.sh: apt-get could not download $packages" >&2
    exit 1
}
for package in "$work"/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$work" --wildcards --wildcards-match-slash \
        '*/fandol/Fandol*-Regular.otf' '*/LiberationSerif-*.ttf' 2>/dev/null || true # each package holds some of them
done
for face in $faces; do find "$work" -type f -name "$face" -exec mv {} "$fonts/" ';'; done
complete || {
    echo "fonts.sh: $packages no longer hold all of $faces" >&2
    exit 1
}
