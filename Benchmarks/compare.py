#!/usr/bin/env python3
"""The training engine and its peers, in pairs, in one run on one machine.

Runs the programs in turn, each held to its cores, so that a machine whose speed drifts slows all
of them, and prints every pair, the median of the ratios, and Markdown at the end. A ratio says how
many times as long the peer takes. Build first, or use the target that does: make bench PYTHON=...

    python3 Benchmarks/compare.py --python ~/peers/bin/python --pairs 5
"""

import argparse
import datetime
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import epochs
import growth
import machine
import sweep
from comparison import BENCH, ENGINE, Comparison
from programs import CORES
from results import section_of, table, write_section

VERSIONS = {
    "keras": "import keras, tensorflow as tf; print('Keras', keras.__version__, 'on TensorFlow', "
             "tf.__version__)",
    "jax": "import jax, jaxlib; print('JAX', jax.__version__, 'with jaxlib', jaxlib.__version__)",
    "torch": "import torch; print('PyTorch', torch.__version__)",
}
PACKAGES = {"keras": "tensorflow-cpu", "jax": "jax", "torch": "torch"}
WORKLOADS = {
    "pretext": epochs.pretext, "cores": epochs.cores, "supervised": epochs.supervised,
    "levels": epochs.levels, "images": growth.growth_with_images,
    "channels": growth.growth_with_channels, "threads": growth.growth_with_threads,
    "sweep": sweep.sweep,
}


def run(comparison):
    """Runs what was asked for; returns the Markdown."""
    facts = machine.description(len(CORES), comparison.available, comparison.peers.values())
    facts.append(("pairs", f"{comparison.options.pairs}; {comparison.few} for growth and the sweep"))
    for name, value in facts:
        comparison.say(f"{name}: {value}")
    for name in comparison.options.only:
        WORKLOADS[name](comparison)
    how = " in short (`--quick`): the figures mean little" if comparison.options.quick else ""
    head = (f"Made by `make bench` on {datetime.date.today()}{how}. A ratio says how many times "
            "as long the peer takes; both ran in turn. All programs begin with the same weights; a "
            "loss is that of the last measured epoch, and shows that they do the same work (only "
            "the supervised epochs are shuffled, by each in another order).")
    return "\n\n".join([head, table(["machine", ""], facts), *comparison.sections])


def usable(python, names):
    """The peers that a Python has, and their versions; says how to get the others."""
    found = {}
    for name in names:
        try:
            done = subprocess.run(
                [python, "-c", VERSIONS[name]], capture_output=True, text=True,
                env=dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3"))
            version = done.stdout.strip() if done.returncode == 0 else ""
        except OSError:
            version = ""
        if version:
            found[name] = version
        else:
            print(f"{name}: skipped, {python} cannot import it; in a virtual environment outside "
                  "this tree: python3 -m venv ~/peers && ~/peers/bin/pip install "
                  f"{PACKAGES[name]}, then make bench PYTHON=~/peers/bin/python", flush=True)
    return found


def listed(text, known, option, parser):
    """A list of known names."""
    names = [name for name in text.split(",") if name]
    for name in names:
        if name not in known:
            parser.error(f"{option}: there is no '{name}'; there are {', '.join(known)}")
    return names


def data_folder():
    """Where `bench data fetch mnist` puts MNIST."""
    base = os.environ.get("XDG_DATA_HOME", "")
    home = pathlib.Path(base) if base.startswith("/") else pathlib.Path.home() / ".local/share"
    return pathlib.Path(os.environ.get("BENCH_DATA") or home / "bench") / "mnist"


def parsed_options():
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--python", default=sys.executable, help="a Python that has the peers")
    add("--data", type=pathlib.Path, default=data_folder(), help="a folder with MNIST's IDX files")
    add("--pairs", type=int, help="pairs of runs (default: 5, or 1 with --quick)")
    add("--peers", default="keras,jax,torch", help="peers, separated by commas")
    add("--only", default=",".join(WORKLOADS), help="workloads, of these (default: all)")
    add("--quick", action="store_true", help="less of everything, to see that it works")
    add("--write", metavar="FILE", help="put the Markdown between the two comments of a file")
    options = parser.parse_args()
    options.only = listed(options.only, WORKLOADS, "--only", parser)
    options.peers = listed(options.peers, VERSIONS, "--peers", parser)
    options.pairs = options.pairs or (1 if options.quick else 5)
    options.python = os.path.expanduser(options.python)
    if not ENGINE.is_file() or not BENCH.is_file():
        parser.error(f"{ENGINE.parent} has no engine-benchmark or no bench; build with: make bench")
    if not options.data.is_dir():
        parser.error(f"{options.data}: no such folder; get MNIST with: make data")
    if options.write:
        section_of(options.write)
    return options


def main():
    """Compares, prints, and writes the Markdown."""
    options = parsed_options()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(options, usable(options.python, options.peers), folder)
        text = run(comparison)
    print(f"\n{text}\n\ntook {(time.monotonic() - start) / 60:.1f} minutes")
    if options.write:
        write_section(options.write, text)


if __name__ == "__main__":
    main()
