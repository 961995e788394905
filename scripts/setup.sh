#!/bin/sh
# setup.sh run|test: the tools and system packages that running or testing needs. Installs only what is missing.
set -eu
cd "$(dirname "$0")/.."
purpose=$1

need() {
    command -v "$1" >/dev/null 2>&1 || { echo "$1 is missing: $2" >&2; exit 1; }
}
need cargo "install Rust 1.89 or later from https://rustup.rs"
need node "install Node.js 18 or later"
need npm "it comes with Node.js"
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 18 ]; then
    echo "Node.js 18 or later is needed; here is $(node --version)" >&2
    exit 1
fi

wanted=$(awk -v purpose="$purpose" '!/^#/ && ($2 == "run" || $2 == purpose) { print $1 }' scripts/packages.txt)
if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    echo "There is no apt here; these packages, by their Debian names, have to be there already:" $wanted >&2
    exit 0
fi
missing=
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "Installing:$missing"
sudo=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "As root: apt-get install --no-install-recommends$missing" >&2; exit 1; }
    sudo=sudo
fi
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing
