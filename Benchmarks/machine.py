"""What is known about the machine that ran the benchmarks."""

import os
import pathlib
import platform
import re
import subprocess

LEVELS = ("avx512", "avx2", "portable")


def _field(path, name):
    """The value of a `name : value` line."""
    try:
        text = pathlib.Path(path).read_text()
    except OSError:
        return None
    found = re.search(rf"^{re.escape(name)}\s*:\s*(.+)$", text, re.M)
    return found and found[1].strip()


def levels(engine):
    """The CPU levels that the engine can run here, the fastest first."""
    def runs(level):
        return subprocess.run(
            [str(engine), "peak", "--epochs", "1"], capture_output=True,
            env=dict(os.environ, BENCH_CPU=level)).returncode == 0
    return [level for level in LEVELS if runs(level)]


def _model():
    """The processor, as lscpu names it, which knows arm64's too."""
    try:
        text = subprocess.run(["lscpu"], capture_output=True, text=True).stdout
        found = re.search(r"^Model name:\s*(.+)$", text, re.M)
        if found:
            return found[1].strip()
    except OSError:
        pass
    return _field("/proc/cpuinfo", "model name") or platform.machine()


def _swift():
    try:
        text = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    except OSError:
        return "unknown"
    found = re.search(r"Swift version (\S+)", text)
    return found[1] if found else "unknown"


def description(cores, available, peers):
    """Pairs of a name and a value."""
    memory = (_field("/proc/meminfo", "MemTotal") or "0 kB").split()[0]
    family, model = (_field("/proc/cpuinfo", name) for name in ("cpu family", "model"))
    suffix = f" (family {family}, model {model})" if family else ""
    load = os.getloadavg()[0]
    return [
        ("processor", f"{_model()}{suffix}, {cores} cores"),
        ("CPU levels", ", ".join(available)),
        ("memory", f"{int(memory) / 2 ** 20:.1f} GiB"),
        ("system", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("versions", "; ".join([f"Swift {_swift()}", *peers])),
        ("load before", f"{load:.2f} (one minute; a quiet machine has less than 0.3)"),
    ]
