#!/usr/bin/env python3
"""Times a report of thousands of made-up records on one core, and how that grows.

The records are those of `report-benchmark`: predictions for 10,000 test images and a training log each. The
report is everything that `bench report` writes, with 10,000 resamples a bootstrap, pictures and page. Exits
1 where ten thousand records take more than ten seconds or half a gigabyte.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from results import table

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARIES = ROOT / ".build" / "release"
# A pretraining and twenty downstream runs: four arms at five sizes.
RECORDS_A_SEED = 21
MOST_SECONDS, MOST_MEGABYTES = 10, 500


def pinned(command):
    """Runs a command on the first core allowed; processor seconds, with those of its own programs, and MB."""
    core = min(os.sched_getaffinity(0))
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, {core}))
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{command[0]}: ended with status {status}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(folder, repetitions):
    """Makes the records of a number of seeds and reports on them twice: anew, and over what is there."""
    made = folder / str(repetitions)
    subprocess.run([BINARIES / "report-benchmark", made, str(repetitions)], check=True,
                   stdout=subprocess.DEVNULL)
    command = [BINARIES / "bench", "report", made / "made.json5", "--store", made / "store",
               "--out", made / "report", "--quiet"]
    first = pinned(command)
    pinned(command)  # Must find every byte as it was; otherwise it ends with an error.
    shutil.rmtree(made)
    return first


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", default="5,50,500", help="numbers of seeds (5,50,500)")
    parser.add_argument("--folder", help="where to put the records, some 20 kB each")
    arguments = parser.parse_args()
    rows, is_slow = [], False
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        for seeds in map(int, arguments.seeds.split(",")):
            seconds, megabytes = measure(pathlib.Path(folder), seeds)
            records = seeds * RECORDS_A_SEED
            rows.append([f"{records}", f"{seconds:.2f} s", f"{1000 * seconds / records:.2f} ms",
                         f"{megabytes:.0f} MB"])
            print(" ".join(rows[-1]), file=sys.stderr)
            is_slow |= records <= 11_000 and (
                seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES)
    print(table(["records", "processor time", "a record", "peak memory"], rows))
    if is_slow:
        raise SystemExit(
            f"a report of ten thousand records may take {MOST_SECONDS} s and {MOST_MEGABYTES} MB")


if __name__ == "__main__":
    main()
