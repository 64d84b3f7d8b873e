#!/usr/bin/env bash
# Makes the study `smoke` again with different numbers of runs at a time, of threads a run, and at every
# CPU level of this machine, and compares all records, and the report itself, with those committed in reports/smoke.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly bench=.build/release/bench report=reports/smoke
checks=0

# Whether the processor and the system have all of these features; Linux names them in one line.
cpu_has() {
  local flags feature
  flags=" $(grep -m 1 '^flags' /proc/cpuinfo 2>/dev/null | cut -d : -f 2-) " || true
  for feature in "$@"; do
    [[ $flags == *" $feature "* ]] || return 1
  done
}

# What the kernels of a level are compiled for; see Sources/CCPUID/shim.h.
has_level() {
  local avx2=(avx2 fma bmi1 bmi2 movbe f16c)
  case $1 in
    portable) ;;
    avx2) cpu_has "${avx2[@]}" ;;
    avx512) cpu_has "${avx2[@]}" avx512f avx512dq avx512cd avx512bw avx512vl ;;
  esac
}

check() {
  echo "determinism: $1"
  shift
  "$@"
  checks=$((checks + 1))
}

check "1 job" "$bench" verify --quiet "$report" --jobs 1
check "2 jobs" "$bench" verify --quiet "$report" --jobs 2
for threads in 1 2 3 8; do
  for jobs in 1 2; do
    check "$threads threads a run, $jobs jobs" \
      "$bench" verify --quiet "$report" --threads "$threads" --jobs "$jobs"
  done
done
for level in portable avx2 avx512; do
  if has_level "$level"; then
    check "BENCH_CPU=$level" env BENCH_CPU="$level" "$bench" verify --quiet "$report" --jobs 2
  else
    echo "determinism: BENCH_CPU=$level: skipped, this machine has no such instructions"
  fi
done

# Two reports are equal but for what depends on more than this program: PNG pictures on the machine's fonts,
# and SVG pictures, with the page that holds them, on gnuplot's version.
same_report() {
  local drawn='\.png"' skip=(-x manifest.json -x '*.png')
  if [[ $(pictures_by "$1") != $(pictures_by "$2") ]]; then
    echo "determinism: another gnuplot drew the committed pictures: they are not compared"
    drawn='\.png"|\.svg"|report\.html"|"pictures"'
    skip+=(-x '*.svg' -x report.html)
  fi
  diff -r "${skip[@]}" "$1" "$2" &&
    diff <(grep -vE "$drawn" "$1/manifest.json") <(grep -vE "$drawn" "$2/manifest.json")
}

pictures_by() { grep '^  "pictures"' "$1/manifest.json"; }

# The statistics, the text and the pictures too: a report from nothing has the committed bytes.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$bench" sweep smoke --quiet --jobs 5 --store "$scratch/store" --out "$scratch/report" >/dev/null
check "5 jobs, report from nothing" same_report "$report" "$scratch/report"
echo "determinism: $checks checks passed"
