"""The default study's sweep, and what its parts take in Keras."""

import pathlib
import tempfile
import time

from comparison import BENCH, ROOT
from programs import CORES, Program, ProgramError
from results import duration, spread, table
from sweep_parts import SweepParts


def sweep(comparison):
    """The default study, and what its parts take in Keras."""
    title = "The default sweep"
    count = len(CORES)
    comparison.say(f"\n{title}")
    ratios = {}
    for _ in range(1 if comparison.options.quick else comparison.few):
        seconds, memory, parts, counts = our_sweep(comparison, count)
        comparison.say(f"  bench, {count} jobs: {duration(seconds)}, {memory:.0f} MiB; {counts}")
        for name, program in sweep_programs(comparison, count, parts):
            extrapolate(comparison, name, program, seconds, parts, ratios)
    rows = [[name, *values["row"], spread(values["ratios"]), len(values["ratios"])]
            for name, values in ratios.items()]
    if not rows:
        rows = [["none", duration(seconds), "", "", "", 0]]
    comparison.section(
        title,
        f"`bench sweep {' '.join(sweep_options(comparison))}` on {count} cores, from nothing to "
        f"the report, really run: {counts}. **The times of Keras are extrapolated**: for each kind "
        "of work the median time of one part that was really run (an epoch of the pretext; 50 "
        "updates and a validation at each number of labels, of the whole network or of a head on "
        "features that were computed once; features and tests of 10,000 images), times the number of "
        "parts that the sweep's records name. The ratio leaves out what Keras takes to build and "
        "trace each run's model, which is given beside it, and reading data, storing and "
        "statistics.",
        table(["Keras as", "bench", "Keras, extrapolated", "tracing, not counted",
               "ratio: median [least, largest]", "pairs"], rows))


def sweep_options(comparison):
    """A small part of the study where time is short."""
    return ["--labels", "100,1000", "--repetitions", "1"] if comparison.options.quick else [
        "--labels", "100,1000,5000"]


def our_sweep(comparison, jobs):
    """Runs the sweep into a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report"
        start = time.monotonic()
        program = Program(
            [BENCH, "sweep", *sweep_options(comparison), "--quiet", "--jobs", jobs,
             "--data", comparison.options.data, "--store", f"{folder}/store", "--out", report],
            cores=jobs)
        _, memory = program.run()
        seconds = time.monotonic() - start
        parts = SweepParts.read(report / "manifest.json")
    counts = ", ".join(f"{number:g} × {kind}" for kind, number in parts.counts.items())
    return seconds, memory, parts, counts


def sweep_programs(comparison, count, parts):
    """Keras with all threads, and as processes."""
    if "keras" not in comparison.peers:
        return []
    labels = ",".join(str(label) for label in parts.labels)
    command = [comparison.options.python, ROOT / "Benchmarks/peers/keras_sweep.py",
               "--data", comparison.options.data, "--labels", labels,
               "--times", 2 if comparison.options.quick else 4]
    return [
        (f"one process of {count} threads",
         Program([*command, "--threads", count], cores=count)),
        (f"{count} processes of one thread",
         Program([*command, "--threads", 1], copies=count))]


def extrapolate(comparison, name, program, ours, parts, ratios):
    """One pair of a sweep and its parts in Keras."""
    try:
        lines, _ = program.run()
    except ProgramError as error:
        comparison.say(f"  {name}: failed: {error}")
        return
    total, by_kind, tracing = parts.seconds(lines, program.copies)
    for kind, seconds in by_kind.items():
        comparison.say(f"    {kind}: {parts.counts[kind]:g} × "
                       f"{duration(seconds / parts.counts[kind])} = {duration(seconds)}")
    comparison.say(f"  keras as {name}: {duration(total)} extrapolated, and {duration(tracing)} of "
                   f"tracing   ratio {total / ours:.2f}")
    entry = ratios.setdefault(name, {"ratios": []})
    entry["row"] = [duration(ours), duration(total), duration(tracing)]
    entry["ratios"].append(total / ours)
