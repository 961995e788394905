#!/bin/sh
# Opens the window. Without a display it composes a sample report, so that there is something to look at.
set -eu
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec cargo run --locked -p shuzhi-desktop
fi
echo "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open. Writing a sample report instead."
mkdir -p target
cargo build --locked -p shuzhi --bin shuzhi
shuzhi=${CARGO_TARGET_DIR:-target}/debug/shuzhi
"$shuzhi" new --template general --year "$(date +%Y)" --sample -o target/sample.json
"$shuzhi" export target/sample.json -o target/sample.docx
echo "The sample report: target/sample.docx"
