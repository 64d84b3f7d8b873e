#!/usr/bin/env bash
# Feeds every reader of foreign bytes with inputs that libFuzzer makes, one target after the other.
#
#   SECONDS_EACH=600   how long each target is fuzzed
#   TARGETS='idx csv'  which; all by default
#
# Arguments are libFuzzer's, as in `-jobs=2`. What was found in earlier runs is kept in .build/fuzz/found and
# tried first; an input that breaks a reader is written to .build/fuzz/broken, and this script then ends with 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly work=.build/fuzz
seconds=${SECONDS_EACH:-600}
read -ra targets <<<"${TARGETS:-$(ls Fuzzing/Corpus)}"

# libFuzzer counts which edges are taken, AddressSanitizer watches what unsafe pointers touch. gold, the
# default linker, cannot link what both make.
build=(swift build -c release --scratch-path "$work" --product fuzz
  -Xswiftc '-sanitize=fuzzer,address' -Xswiftc -use-ld=lld)
BENCH_FUZZ=1 "${build[@]}"

# Little memory is kept for what was freed, and nothing is looked for at the end: Swift's own tables stay.
export ASAN_OPTIONS=quarantine_size_mb=16:detect_leaks=0 SWIFT_BACKTRACE=enable=no

# Stores of a target are written in memory: each waits for the disk many times.
[[ ! -w /dev/shm ]] || export TMPDIR=/dev/shm

broken=0
for target in "${targets[@]}"; do
  found=$work/found/$target prefix=$work/broken/$target-
  mkdir -p "$found" "$work/broken"
  # -timeout      seconds for one input; a reader needs milliseconds, a loaded machine a hundred times as many
  # -rss_limit_mb memory of the whole process, and of a single allocation: the program itself has 100
  # -max_len      bytes of an input: enough for several records, and small enough for many inputs a second
  # -len_control  0: long inputs from the start, since CIFAR's records are long
  options=(-max_total_time="$seconds" -timeout=5 -rss_limit_mb=512 -max_len=9222 -len_control=0
    -print_final_stats=1 -artifact_prefix="$prefix")
  [[ ! -f Fuzzing/Dictionaries/$target.dict ]] || options+=(-dict="Fuzzing/Dictionaries/$target.dict")
  echo "fuzz: $target for $seconds s"
  FUZZ_TARGET=$target "$work/release/fuzz" "${options[@]}" "$@" "$found" "Fuzzing/Corpus/$target" \
    2>"$work/$target.log" || broken=1
  grep -E 'cov: |^stat::|Fatal error|ERROR: |SUMMARY' "$work/$target.log" | tail -n 9 || true
done

if ((broken)); then
  echo "fuzz: a reader is broken; look at $work/*.log, and then"
  for input in "$work"/broken/*; do
    [[ -f $input ]] || continue
    name=${input##*/}
    echo "  cp $input Fuzzing/Regressions/${name%%-*}/WHAT-IT-SHOWS   # and mend the reader: swift test --filter FuzzTargets"
  done
  exit 1
fi
