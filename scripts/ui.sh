#!/bin/sh
# Builds the interface into ui/dist, where something in it changed since.
set -eu
cd "$(dirname "$0")/../ui"
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund
    touch node_modules/.package-lock.json
fi
if [ ! -e dist/index.html ] || [ -n "$(find src index.html package.json vite.config.ts tsconfig.json -newer dist/index.html | head -n 1)" ]; then
    npm run build
fi
