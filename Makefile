# Everything from a clean clone, on a machine with Rust, Node 18 or later, and apt.
#   make run      set up, build, open the window (or, without a display, write a sample report)
#   make test     set up, then every check and test; the last line counts them
#   make build    the release programs and a .deb
#   make bench    speed against python-docx and against an empty window, as ratios
#   make torture  long tests, optimized: power cuts, kills, full disks, failing system calls, two programs, a jumping clock,
#                 thousands of random drafts and chains of years, damaged files, a fuzzer; each prints its counts

.PHONY: run test build bench torture

run:
	@scripts/setup.sh run
	@scripts/ui.sh
	@scripts/run.sh

test:
	@scripts/setup.sh test
	@scripts/test.sh

build:
	@scripts/setup.sh run
	@scripts/ui.sh
	cargo build --release --locked --workspace
	npx --yes @tauri-apps/cli@2.12.5 build --bundles deb

bench:
	@scripts/setup.sh test
	@scripts/ui.sh
	@scripts/bench.sh

torture:
	@scripts/setup.sh test
	@scripts/ui.sh
	cargo test --locked -p shuzhi --profile torture --test torture -- --ignored --nocapture --test-threads=1
	cargo test --locked -p shuzhi --profile torture --lib -- --ignored --nocapture thousands_of_flipped_bits
	cargo test --locked -p shuzhi --test engine -- --ignored --nocapture thousands_of_drafts thousands_of_chains many_varied_samples comes_back_many_times \
		thousands_of_damaged
	scripts/fuzz.sh 20000
