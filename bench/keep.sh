#!/usr/bin/env bash
# Medians of keeping: `add` of 10,000 small files (files a second, all syncs on), and of one file of 2 GB against `sha256sum` plus
# `cp` of the same file (share of their speed), with the greatest memory. `--short` does one round and 200 MB; without it, three.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=3 megabytes=2048
[ "${1:-}" = --short ] && rounds=1 megabytes=200
cargo build --release --quiet
recount=$PWD/target/release/recount
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# seconds and greatest resident kilobytes of one command, as two words
timed() {
  python3 - "$@" <<'PY'
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(f"{time.perf_counter() - start:.3f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
PY
}
median() { sort -n | awk '{ at[NR] = $1 } END { print at[int((NR + 1) / 2)] }'; }

mkdir small
for number in $(seq 10000); do
  printf 'On day %s, %s carts went to the mill in Tessel.\n' "$number" $((number * 7 % 1000)) > "small/$number.txt"
done
head -c $((megabytes * 1024 * 1024)) /dev/urandom > large
for round in $(seq "$rounds"); do
  "$recount" init "case-$round" > /dev/null
  timed "$recount" add "case-$round" small >> many
  hash=$(timed sha256sum large) copy=$(timed cp large copied) add=$(timed "$recount" add "case-$round" large)
  echo "${hash% *} ${copy% *} ${add% *}" | awk '{ print ($1 + $2) / $3 }' >> share
  echo "${add#* }" >> memory
  rm -rf copied "case-$round"
done
printf 'add of 10,000 small files          %8.0f files/s\n' "$(cut -d' ' -f1 many | median | awk '{ print 10000 / $1 }')"
printf 'add of %4s MB                     %8.0f %% of sha256sum plus cp\n' "$megabytes" "$(median < share | awk '{ print 100 * $1 }')"
printf 'greatest memory                    %8.0f MB\n' "$(median < memory | awk '{ print $1 / 1024 }')"
