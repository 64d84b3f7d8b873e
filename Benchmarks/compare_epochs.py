#!/usr/bin/env python3
"""The lecture's pretext epoch here and in Keras, in pairs, in one run on one machine.

Runs the two programs in turn, so that a machine whose speed drifts slows both, and prints every
pair and the median of the ratios. Build first: swift build -c release --product engine-benchmark.

    python3 Benchmarks/compare_epochs.py --data DIR --python ~/keras/bin/python --pairs 3
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]


def seconds(command, cores):
    """The median epoch of a program that prints one JSON line an epoch, and its name.

    The program may use so many cores and no more: a framework's input pipeline has threads of its
    own, whatever number of threads it is told to compute with.
    """
    allowed = sorted(os.sched_getaffinity(0))[-cores:]
    output = subprocess.run(
        command, check=True, capture_output=True, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, allowed)).stdout
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return lines[0]["peer"], statistics.median(line["seconds"] for line in lines)


def main():
    """Runs the pairs and prints the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="a folder with MNIST's IDX files")
    parser.add_argument("--python", required=True, help="a Python that has tensorflow-cpu")
    parser.add_argument("--threads", type=int, default=1, help="threads and cores of Keras")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--epochs", default="2", help="measured epochs a program, after a warm-up")
    options = parser.parse_args()
    common = ["--data", options.data, "--epochs", options.epochs]
    ours = [str(ROOT / ".build/release/engine-benchmark"), *common]
    theirs = [options.python, str(ROOT / "Benchmarks/peers/keras_epoch.py"), *common,
              "--threads", str(options.threads)]
    ratios = []
    for _ in range(options.pairs):
        name, mine = seconds(ours, 1)
        peer, other = seconds(theirs, options.threads)
        ratios.append(other / mine)
        print(f"{name}: {mine:.3f} s   {peer}, {options.threads} thread(s): {other:.3f} s   "
              f"ratio {ratios[-1]:.2f}", flush=True)
    print(f"median ratio {statistics.median(ratios):.2f} "
          f"(least {min(ratios):.2f}, largest {max(ratios):.2f}, {len(ratios)} pairs)")


if __name__ == "__main__":
    main()
