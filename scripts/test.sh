#!/bin/sh
# Every check and test, each to its end even when one before it failed. The last line counts them: tests as their runners
# report them, and one for each check that is no test. Logs are in target/test-logs.
set -u
cd "$(dirname "$0")/.."
logs=target/test-logs
rm -rf "$logs"
mkdir -p "$logs"

# step NAME COMMAND…: runs it, shows and keeps its output, and its exit status.
step() {
    name=$1
    shift
    printf '\n== %s: %s\n' "$name" "$*"
    { "$@" 2>&1; echo $? >"$logs/$name.status"; } | tee "$logs/$name.log"
}

step ui-packages npm --prefix ui ci --no-audit --no-fund
step ui-tests npm --prefix ui test
step ui-build npm --prefix ui run build
step validator npm --prefix tests/ooxml ci --no-audit --no-fund
step fonts scripts/fonts.sh
step format cargo fmt --all --check
step lints cargo clippy --locked --workspace --all-targets -- -D warnings
step tests cargo test --locked --workspace --no-fail-fast

# A step that failed without a failed test (it did not compile, say) counts as one failure.
for status in "$logs"/*.status; do
    log=${status%.status}.log
    sed 's/\x1b\[[0-9;]*m//g' "$log" | awk -v status="$(cat "$status")" '
        /^test result: / { tests = 1; passed += $4; failed += $6 }
        /^ *Tests  / { tests = 1; for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) passed += $(i - 1); if ($i ~ /^failed/) failed += $(i - 1) } }
        END {
            if (!tests && status == 0) passed = 1
            if (status != 0 && !failed) failed = 1
            print passed + 0, failed + 0
        }'
done | awk '
    { passed += $1; failed += $2 }
    END { printf "\n%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }'
