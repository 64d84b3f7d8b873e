#!/usr/bin/env python3
"""Times the harness itself: large plans, large stores, and what a run costs beside its work.

Plans, on one core: `bench sweep --dry-run` of a study on the built-in strokes with 101 runs a seed, against a store that is
empty; the two seconds in which it measures this machine are part of it. Stores, on all cores: the made-up records of
`report-benchmark`, some 20 kB each, scanned for what is missing (every byte is proven), with one record gone,
and reported on without and with pictures. Overhead: a sweep whose executor does nothing, in a folder on the
disk and in one in memory, where waiting for the disk costs nothing. Exits 1 where a limit is missed.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from results import table

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNS_A_SEED = 101
RECORDS_A_SEED = 21
MOST_PLAN_SECONDS, MOST_PLAN_MEGABYTES, MOST_STORE_SECONDS, MOST_OVERHEAD = 10, 1000, 60, 5

PROTOCOL = """{
  name: "many", title: "Many runs", question: "How long does a plan take?",
  dataset: { name: "strokes", training: 2100, test: 300, seed: 1 },
  pixels: "unit", pretextImages: [0, 1000], labelledImages: [1000, 2100], subset: "balanced",
  tests: [ { name: "test", images: [0, 300] } ],
  labels: [%(labels)s], seeds: "./seeds.txt", repetitions: %(seeds)d,
  encoder: [
    { layer: "convolution", filters: 8, kernel: 3, stride: 2, padding: "same", activation: "relu" },
    { layer: "max-pooling", size: 2 },
  ],
  head: [ { layer: "flatten" }, { layer: "dense", units: 10 } ],
  pretexts: [ {
    task: "rotation", head: [ { layer: "flatten" }, { layer: "dense", units: 4 } ], order: "shuffled",
    training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 192, epochs: 1 },
  } ],
  training: {
    optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 32, updates: 2000,
    evaluateEvery: 50, validationFraction: 0.2,
  },
  arms: [
    { name: "supervised", weights: "random", encoder: "trained" },
    { name: "rotation", weights: "rotation", encoder: "frozen" },
    { name: "rotation-finetuned", weights: "rotation", encoder: "trained" },
    { name: "random", weights: "random", encoder: "frozen" },
  ],
  analysis: { baseline: "supervised", confidence: 0.95, margin: 0.01 },
}
"""


def measured(command, cores):
    """Runs a command on some cores; seconds by the clock and of the processor, peak MB, and its output."""
    start = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        preexec_fn=lambda: os.sched_setaffinity(0, cores))
    output = process.stdout.read()
    _, found, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if found:
        raise SystemExit(f"{' '.join(map(str, command))}: ended with {os.waitstatus_to_exitcode(found)}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


def pinned(command):
    """The same on the first core allowed."""
    return measured(command, {min(os.sched_getaffinity(0))})


def free(command):
    """The same on all cores allowed."""
    return measured(command, os.sched_getaffinity(0))


def protocol(folder, seeds):
    """Writes the study of many runs."""
    folder.mkdir()
    labels = ", ".join(str(40 * size) for size in range(1, 26))
    path = folder / "many.json5"
    path.write_text(PROTOCOL % {"labels": labels, "seeds": seeds})
    (folder / "seeds.txt").write_text("".join(f"{seed}\n" for seed in range(1, seeds + 1)))
    return path


class Lines:
    """The rows of the table, with what a tenfold size costs."""

    def __init__(self):
        self.rows, self.last, self.failures = [], {}, []

    def add(self, what, size, measured, most=None, most_megabytes=None):
        wall, processor, megabytes, _ = measured
        before = self.last.get(what)
        growth = "" if before is None else f"×{processor / before[1]:.1f} for ×{size / before[0]:.0f}"
        self.last[what] = (size, processor)
        self.rows.append([what, f"{size}", f"{wall:.2f} s", f"{processor:.2f} s", f"{megabytes:.0f} MB", growth])
        print("  ".join(self.rows[-1]), file=sys.stderr, flush=True)
        if most is not None and processor > most:
            self.failures.append(f"{what}, {size}: {processor:.1f} s of processor time; the limit is {most} s")
        if most_megabytes is not None and megabytes > most_megabytes:
            self.failures.append(f"{what}, {size}: {megabytes:.0f} MB; the limit is {most_megabytes} MB")


def plans(lines, binaries, folder, counts):
    for count in counts:
        seeds = max(1, count // RUNS_A_SEED + (count % RUNS_A_SEED > 0))
        place = folder / f"plan-{count}"
        path = protocol(place, seeds)
        dry = [binaries / "bench", "sweep", path, "--dry-run", "--quiet", "--store", place / "store"]
        is_largest = count == max(counts)
        limits = (MOST_PLAN_SECONDS, MOST_PLAN_MEGABYTES) if is_largest else (None, None)
        lines.add("plan: made, scanned, shown", seeds * RUNS_A_SEED, pinned(dry), *limits)
        shutil.rmtree(place)


def stores(lines, binaries, maker, folder, counts, pictures):
    for count in counts:
        seeds = max(1, round(count / RECORDS_A_SEED))
        made = folder / f"store-{count}"
        subprocess.run([maker, made, str(seeds)], check=True, stdout=subprocess.DEVNULL)
        common = [made / "made.json5", "--store", made / "store", "--quiet"]
        records = seeds * RECORDS_A_SEED
        scan = free([binaries / "bench", "sweep", *common, "--dry-run"])
        lines.add("store: scanned, nothing missing", records, scan)
        report = [binaries / "bench", "report", *common, "--out", made / "report"]
        plain = free([*report, "--no-pictures"])
        lines.add("store: reported on, no pictures", records, plain)
        if pictures:
            shutil.rmtree(made / "report")
            lines.add("store: reported on, with pictures", records, free(report))
        resumed = free([binaries / "bench", "sweep", *common, "--out", made / "report",
                        *([] if pictures else ["--no-pictures"])])
        lines.add("store: resumed (checked, scanned, reported)", records, resumed)
        if count == max(counts) and resumed[0] > MOST_STORE_SECONDS:
            lines.failures.append(f"{records} records are resumed from and reported on in {resumed[0]:.0f} s")
        next((made / "store" / "records").glob("*/*.predictions.bin")).unlink()
        lines.add("store: scanned, one missing", records,
                  free([binaries / "bench", "sweep", *common, "--dry-run"]))
        shutil.rmtree(made)


def overhead(lines, binaries, folder, memory, runs):
    """The harness's time a run, with and without waiting for the disk."""
    rows = []
    seeds = runs // RUNS_A_SEED
    for name, place in (("disk", folder), ("memory", memory)):
        path = protocol(place / "overhead", seeds)
        *_, output = pinned([binaries / "scale-benchmark", path, place / "overhead" / "store"])
        count, wall, processor = (float(word) for word in output.split())
        rows.append([name, f"{count:.0f}", f"{1000 * wall / count:.2f} ms", f"{1000 * processor / count:.2f} ms"])
        print("  ".join(rows[-1]), file=sys.stderr, flush=True)
        if 1000 * processor / count > MOST_OVERHEAD:
            lines.failures.append(f"a run costs {1000 * processor / count:.1f} ms; the limit is {MOST_OVERHEAD} ms")
        shutil.rmtree(place / "overhead")
    return rows


def counts(text):
    return [int(word) for word in text.split(",") if word]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=counts, default="10000,100000,1000000", help="numbers of runs")
    parser.add_argument("--stores", type=counts, default="1000,10000,100000", help="numbers of records")
    parser.add_argument("--overhead", type=int, default=1010, help="runs of the idle sweep; 0: none (1010)")
    parser.add_argument("--pictures", action="store_true", help="report with pictures, too")
    parser.add_argument("--folder", help="where to put the stores, some 20 kB a record")
    parser.add_argument("--memory", default="/dev/shm", help="a folder in memory (/dev/shm)")
    parser.add_argument("--binaries", type=pathlib.Path, default=ROOT / ".build" / "release")
    arguments = parser.parse_args()
    maker = arguments.binaries / "report-benchmark"
    lines, idle = Lines(), []
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder, \
            tempfile.TemporaryDirectory(dir=arguments.memory) as memory:
        folder, memory = pathlib.Path(folder), pathlib.Path(memory)
        plans(lines, arguments.binaries, folder, arguments.plans)
        if arguments.overhead:
            idle = overhead(lines, arguments.binaries, folder, memory, arguments.overhead)
        stores(lines, arguments.binaries, maker, folder, arguments.stores, arguments.pictures)
    print(table(["what", "runs", "clock", "processor", "peak memory", "growth"], lines.rows))
    if idle:
        print()
        print(table(["a sweep that does nothing", "runs", "clock a run", "processor a run"], idle))
    if lines.failures:
        raise SystemExit("\n".join(lines.failures))


if __name__ == "__main__":
    main()
