#!/usr/bin/env bash
# Lints every Swift file of the repository, and the shell scripts where shellcheck is installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Tracked files only: Sources/KernelsAVX2 and KernelsAVX512 are links to Sources/Kernels.
# The clone may belong to another user, as it does in containers.
mapfile -d '' -t files < <(git -c safe.directory="$PWD" ls-files -z -- '*.swift')
if ((${#files[@]} == 0)); then
  echo "lint: no Swift file is tracked by git here; run it in a clone" >&2
  exit 1
fi
swift format lint --strict --parallel "${files[@]}"
echo "lint: ${#files[@]} Swift files are clean"

if command -v shellcheck >/dev/null; then
  shellcheck Scripts/*.sh .ci/run
  echo "lint: the shell scripts are clean"
else
  echo "lint: shellcheck is not installed; the shell scripts were not checked"
fi
