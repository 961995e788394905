#!/bin/sh
# Builds what is measured and what it is measured against, and prints the table. Wants a quiet machine.
set -eu
cd "$(dirname "$0")/.."
if [ ! -x target/python-docx/bin/python ]; then
    python3 -m venv target/python-docx
    target/python-docx/bin/pip install --quiet python-docx==1.2.0
fi
cargo build --release --locked --workspace
cargo build --release --locked --manifest-path bench/empty/Cargo.toml --target-dir target
exec cargo bench --locked -p shuzhi-desktop --bench speed
