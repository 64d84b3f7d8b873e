#!/usr/bin/env bash
# Makes .build/learners, a Python environment with the packages that Examples/learners import. Safe to run again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly folder=.build/learners
readonly packages=(scikit-learn torch==2.13.0)

has_all() { "$folder/bin/python3" -c 'import sklearn, torch' 2>/dev/null; }

if has_all; then exit 0; fi
echo "setup: making $folder with ${packages[*]}"
python3 -m venv "$folder" || {
  echo "setup: python3 cannot make environments; install python3-venv" >&2
  exit 1
}
"$folder/bin/python3" -m pip install --quiet --disable-pip-version-check "${packages[@]}"
has_all || {
  echo "setup: scikit-learn or torch cannot be imported from $folder" >&2
  exit 1
}
