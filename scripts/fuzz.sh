#!/bin/sh
# Feeds the reader and the recognition with what a fuzzer makes up: fuzz.sh RUNS [TARGET…]. Stops at the first fault, and leaves
# what led to it in target/fuzz. Nothing but rustc and a C++ compiler is needed.
set -eu
cd "$(dirname "$0")/.."
runs=$1
shift
[ $# -gt 0 ] || set -- docx text
host=$(rustc -vV | sed -n 's/^host: //p')
sancov="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters"
sancov="$sancov -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares"
RUSTFLAGS="$sancov --cfg fuzzing" cargo build --release --locked --manifest-path fuzz/Cargo.toml --target "$host" --target-dir target/fuzz
for target; do
    found=target/fuzz/corpus/$target
    mkdir -p "$found"
    "target/fuzz/$host/release/$target" -runs="$runs" -max_len=8192 -timeout=20 -rss_limit_mb=1024 -dict=fuzz/words.dict \
        -artifact_prefix="target/fuzz/$target-" -print_final_stats=1 -print_funcs=0 -verbosity=0 "$found" "fuzz/corpus/$target"
done
