#!/usr/bin/env bash
# Medians of wall time and greatest memory of the release build:
#   the real dossier cold (case made, everything derived, report written), warm (nothing changed),
#   and 1,000 generated articles of 4 kB. `--short` does one round of each; without it, five.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=5
[ "${1:-}" = --short ] && rounds=1
cargo build --release --quiet
cargo build --release --quiet -p recount-bench
recount=target/release/recount
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# seconds and greatest resident kilobytes of one command, as two words
timed() {
  python3 - "$@" <<'PY'
import resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
seconds = time.perf_counter() - start
if done.returncode not in (0, 1):
    sys.exit(f"{sys.argv[1:]} ended with {done.returncode}")
print(f"{seconds:.3f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
PY
}
median() { sort -n | awk '{ at[NR] = $1 } END { print at[int((NR + 1) / 2)] }'; }
row() { # name, file with one "seconds kilobytes" a line
  printf '%-34s %8s s %8.0f MB\n' "$1" "$(cut -d' ' -f1 "$2" | median)" "$(cut -d' ' -f2 "$2" | median | awk '{ print $1 / 1024 }')"
}

dossier=../shared/dossier/zhanaozen/dossier.txt
[ -f "$dossier" ] || dossier=examples/sluice-at-orlec
target/release/generate-articles "$work/articles" 1000 4096
for round in $(seq "$rounds"); do
  timed "$recount" run "$dossier" --case "$work/cold-$round" -o "$work/report-$round.html" >> "$work/cold"
  timed "$recount" build "$work/cold-$round" >> "$work/warm"
done
row "dossier, cold, with report" "$work/cold"
row "dossier, warm rebuild" "$work/warm"
for round in $(seq "$(( (rounds + 1) / 2 ))"); do
  timed "$recount" run "$work/articles" --case "$work/thousand-$round" >> "$work/thousand"
done
row "1,000 articles of 4 kB, cold" "$work/thousand"
