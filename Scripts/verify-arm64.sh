#!/usr/bin/env bash
# Trains the same small studies on x86-64, at every CPU level of this machine, and on an emulated arm64
# processor, and compares the digests of all weights, logs, losses and predictions; those of the study
# `smoke` with reports/smoke, too. Exit code 1 where one differs.
#
# The program is Sources/training-digests. For arm64 it is compiled as Embedded Swift and linked with
# Debian's C library for that processor, since a toolchain for x86-64 has no other runtime for it.
#
# Without an option, the arm of `smoke` that emulation trains in seconds is made; with --all, every run
# of its first repetition (minutes). ARM64_SEED=N gives the emulated program another seed, to see it fail.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly out=.build/arm64 native=.build/release/training-digests report=reports/smoke
# A module a folder, each after those that it imports.
readonly modules=(Random Kernels Network Pretext Images Downstream training-digests)

say() { printf 'verify-arm64: %s\n' "$*"; }
fail() {
  say "$@" >&2
  exit 1
}

# The arm64 program, from the sources that are in the folders of the modules.
build() {
  local compiler toolchain embedded module sources
  compiler=$(readlink -f "$(command -v swiftc)") || fail "no swiftc on the PATH"
  toolchain=$(dirname "$compiler")
  embedded=$toolchain/../lib/swift/embedded
  [[ -d $embedded/aarch64-none-none-elf ]] ||
    fail "$embedded has no aarch64-none-none-elf: this Swift cannot build for arm64; use one from swift.org"
  rm -rf "$out" && mkdir -p "$out"
  for module in "${modules[@]}"; do
    mapfile -d '' -t sources < <(find "Sources/$module/" -name '*.swift' -print0 | LC_ALL=C sort -z)
    swiftc -O -wmo -parse-as-library -swift-version 6 -target aarch64-none-none-elf \
      -enable-experimental-feature Embedded -enable-upcoming-feature ExistentialAny \
      -enable-upcoming-feature InternalImportsByDefault \
      -enable-upcoming-feature MemberImportVisibility \
      -module-name "${module//-/_}" -package-name bench -I "$out" -I Sources/CCPUID \
      -emit-module -emit-module-path "$out/${module//-/_}.swiftmodule" \
      -c "${sources[@]}" -o "$out/$module.o"
  done
  # Only LLVM's linker understands these objects. Of the mathematical library, sqrt is used.
  aarch64-linux-gnu-gcc -static -fuse-ld=lld -B"$toolchain" -o "$out/training-digests" "$out"/*.o \
    "$embedded/aarch64-none-none-elf/libswiftUnicodeDataTables.a" -lm
}

# The seed of the first repetition of the committed report.
first_seed() {
  python3 - "$report/manifest.json" <<'PYTHON'
import json, sys
records = json.load(open(sys.argv[1]))["records"]
print(next(record["seed"] for record in records if record["repetition"] == 1))
PYTHON
}

# What the committed report says of that repetition, in the form in which the program prints it.
committed() {
  python3 - "$report/manifest.json" <<'PYTHON'
import json, struct, sys
manifest = json.load(open(sys.argv[1]))
for file in manifest["data"]:
    print("smoke/data/%(name)s %(digest)s" % file)
for record in manifest["records"]:
    if record["repetition"] != 1:
        continue
    labels = [str(record["labels"])] if "labels" in record else []
    name = "/".join(["smoke", record["arm"]] + labels)
    for part, digest in record["attachments"].items():
        print(f"{name}/{part} {digest}")
    print(f"{name}/kept {record['result']['keptUpdate']}")
    for test in record["result"]["tests"]:
        print(f"{name}/correct {test['correct']}")
        print(f"{name}/loss {struct.pack('>d', test['loss']).hex()}")
PYTHON
}

# Whether two lists of findings are equal, and neither is empty; prints what differs.
same() {
  local theirs=$1 found=$2
  [[ -s $theirs && -s $found ]] && cmp -s "$theirs" "$found" && return
  awk 'FNR == 1 { list++ }
    list == 1 { theirs[$1] = $2; next }
    theirs[$1] != $2 { printf "  %s: %.16s, not %.16s\n", $1, $2, theirs[$1] ? theirs[$1] : "there" }
    { delete theirs[$1] }
    END { for (name in theirs) printf "  %s: missing\n", name }' "$theirs" "$found"
  return 1
}

# Compares the findings of `who` with the first list, or ends with what differs.
must_be_same() {
  local theirs=$1 found=$2 who=$3
  same "$theirs" "$found" ||
    fail "DIFFERENT: $who gives other bits than $(basename "$theirs" .findings); see above"
}

# Writes the findings of one processor to a list, a study after the other.
train() {
  local list=$1 level=$2 seed=$3 study
  shift 3
  : >"$list"
  for study in "${studies[@]}"; do
    echo "$level $seed $study" | "$@" >>"$list" ||
      fail "'$study' failed at level $level: $(tail -n 1 "$list")"
  done
}

# The comparison itself has to notice another seed and a finding that is missing.
check_comparison() {
  local list=$1 seed=$2 other
  grep '^shapes/' "$list" >"$out/shapes"
  echo "portable $((seed + 1)) shapes" | "$native" >"$out/of-another-seed"
  head -n -1 "$out/shapes" >"$out/cut-short"
  : >"$out/empty"
  for other in of-another-seed cut-short empty; do
    if same "$out/shapes" "$out/$other" >/dev/null; then
      fail "the comparison does not notice findings that are ${other//-/ }"
    fi
  done
}

# The program's digest has to be that of coreutils.
check_digest() {
  local list=$1 length
  for length in "${lengths[@]}"; do
    printf 'sha256/%d %s\n' "$length" \
      "$(head -c "$length" /dev/zero | tr '\0' a | sha256sum | cut -d ' ' -f 1)"
  done >"$out/sha256sum.findings"
  grep '^sha256/' "$list" >"$out/digests"
  must_be_same "$out/sha256sum.findings" "$out/digests" "the program's SHA-256"
}

# What was made of the committed study has to be in its report, which has other digests of logs.
check_report() {
  local list=$1
  committed >"$out/committed"
  grep '^smoke/' "$list" | grep -v '/log ' | LC_ALL=C sort >"$out/made"
  grep -F -f <(sed 's/ .*/ /' "$out/made") "$out/committed" | LC_ALL=C sort >"$out/report.findings"
  same "$out/report.findings" "$out/made" ||
    fail "DIFFERENT: $(uname -m) gives other bits than $report; see above." \
      "After a change of the engine version, regenerate the reports first."
}

# The weights of every run, with a mark where a committed record has them, too.
table() {
  local name digest
  printf '  %-36s %-64s %s\n' "run" "SHA-256 of its weights, on all of them" "in $report"
  while read -r name digest; do
    [[ $name == */weights ]] || continue
    if grep -qF "$name $digest" "$out/committed"; then
      printf '  %-36s %s yes\n' "${name%/weights}" "$digest"
    else
      printf '  %-36s %s -\n' "${name%/weights}" "$digest"
    fi
  done <"$1"
}

main() {
  local seed level levels first list agreeing=""
  local arms="random" lengths=(0 3 55 56 63 64 65 119 120 1000)
  case ${1:-} in
    "") ;;
    --all) arms="supervised rotation rotation-finetuned random" ;;
    *) fail "unknown option $1; there is --all" ;;
  esac
  local studies=(
    "sha256 ${lengths[*]}" shapes tasks pretext
    "small supervised rotation rotation-finetuned random" "smoke $arms")
  say "building Embedded Swift for arm64"
  build
  seed=$(first_seed)
  mapfile -t levels < <(echo levels | "$native")
  first=$out/${levels[0]}.findings
  for level in "${levels[@]}"; do
    say "training on $(uname -m), $level"
    list=$out/$level.findings
    train "$list" "$level" "$seed" "$native"
    must_be_same "$first" "$list" "$(uname -m) $level"
    agreeing+="$(uname -m) $level, "
  done
  check_comparison "$first" "$seed"
  check_digest "$first"
  check_report "$first"
  say "training on arm64, emulated"
  train "$out/arm64.findings" portable "${ARM64_SEED:-$seed}" qemu-aarch64 "$out/training-digests"
  must_be_same "$first" "$out/arm64.findings" arm64
  table "$first"
  say "$(wc -l <"$first") findings are the same on ${agreeing}arm64"
}

main "$@"
