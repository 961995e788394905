#!/bin/sh
# Draws the icon in the sizes that the packages want, from src-tauri/icons/icon.svg. Run by hand when the drawing changes.
set -eu
cd "$(dirname "$0")/.."
out=target/icons
npx --yes @tauri-apps/cli@2.12.5 icon src-tauri/icons/icon.svg -o "$out"
for name in 32x32.png 128x128.png 128x128@2x.png icon.png icon.ico; do
    cp "$out/$name" src-tauri/icons/
done
