#!/usr/bin/env bash
# Shows that a training step allocates nothing and counts no references: engine-benchmark is run with few
# and with more steps an epoch, and what the longer run allocates, retains and releases beyond the
# shorter one is divided by the steps that it has more. On one thread and on two, with batch normalisation
# and dropout, and with losses over a batch and over images. Linux with gcc only.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly benchmark=.build/release/engine-benchmark
readonly few=480 many=1920 # images; four rotations each, in batches of 192
readonly epochs=3          # one to warm up and two that are printed
readonly steps=$((epochs * (many - few) * 4 / 192))

if [[ $(uname -s) != Linux ]] || ! command -v gcc >/dev/null; then
  echo "allocations: skipped, it needs Linux and gcc"
  exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
gcc -Wall -Wextra -Werror -O2 -shared -fPIC -o "$scratch/counter.so" \
  Benchmarks/Allocations/counter.c -ldl

# Prints `allocations N retains N releases N` of a run.
count() {
  COUNTER_FILE="$scratch/counts" LD_PRELOAD="$scratch/counter.so" \
    "$benchmark" "$@" --epochs $((epochs - 1)) >/dev/null
  cat "$scratch/counts"
}

failed=0
check() {
  local -a less more
  local field per_step
  read -ra less <<<"$(count "$@" --images "$few")"
  read -ra more <<<"$(count "$@" --images "$many")"
  for field in 0 2 4; do
    per_step=$(awk -v less="${less[field + 1]}" -v more="${more[field + 1]}" -v steps="$steps" \
      'BEGIN { printf "%.2f", (more - less) / steps }')
    echo "allocations: $*: $per_step ${less[field]} a step" \
      "(${less[field + 1]} and ${more[field + 1]}, $steps steps more)"
    # A number of other length in the log may take an allocation more; a step would take one each.
    awk -v found="$per_step" 'BEGIN { exit !(found <= 0.1 && found >= -0.1) }' || failed=1
  done
}

check pretext --threads 1
check pretext --threads 2
check regularized --threads 2
check contrastive --threads 2
check reconstruction --threads 2
if ((failed)); then
  echo "allocations: a training step allocates or counts references" >&2
  exit 1
fi
