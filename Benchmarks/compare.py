#!/usr/bin/env python3
"""The training engine and its peers, in pairs, in one run on one machine.

Runs the programs in turn, each held to its cores, so that a machine whose speed drifts slows all of
them, and prints every pair, the median of the ratios, and Markdown at the end. A ratio says how many
times as long the peer takes. Build first, or use the target that does: make bench PYTHON=...

    python3 Benchmarks/compare.py --python ~/peers/bin/python --pairs 5
"""

import argparse
import datetime
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import machine
from programs import CORES, Program, ProgramError
from results import HEADER, Pairs, duration, spread, table, write_section
from sweep_parts import SweepParts

ROOT = pathlib.Path(__file__).resolve().parents[1]
ENGINE = ROOT / ".build/release/engine-benchmark"
BENCH = ROOT / ".build/release/bench"
PEERS = {"keras": "keras, tensorflow", "jax": "jax", "torch": "torch"}
PACKAGES = {"keras": "tensorflow-cpu", "jax": "jax", "torch": "torch"}
ALL = ("pretext", "cores", "supervised", "levels", "images", "channels", "threads", "sweep")


class Comparison:
    """All workloads, and the text that they leave."""

    def __init__(self, options, peers, folder):
        self.options = options
        self.peers = peers
        self.folder = pathlib.Path(folder)
        self.sections = []
        self.available = machine.levels(ENGINE)
        self.few = max(1, (options.pairs + 1) // 2)
        self.epochs = 1 if options.quick else 2
        self.images = 1000 if options.quick else 10_000

    # Programs

    def ours(self, workload, *more, seeds=1, level=None, epochs=None):
        """The engine on as many cores as there are trainings at the same time."""
        command = [ENGINE, workload, "--data", self.options.data,
                   "--epochs", epochs or self.epochs, "--seeds", seeds, *more]
        return Program(command, cores=min(seeds, len(CORES)), level=level)

    def peer(self, name, workload, *more, threads=1, copies=1, epochs=None, filters=64):
        """A peer with so many threads and cores."""
        command = [self.options.python, ROOT / f"Benchmarks/peers/{name}_epoch.py", workload,
                   "--data", self.options.data, "--epochs", epochs or self.epochs,
                   "--threads", threads, "--filters", filters,
                   "--initial", self.initial(workload, filters), *more]
        return Program(command, cores=threads, copies=copies)

    def initial(self, workload, filters):
        """The engine's initial weights: every program begins with them."""
        file = self.folder / f"{workload}-{filters}"
        if not file.exists():
            Program([ENGINE, workload, "--data", self.options.data, "--epochs", 1, "--images", 1,
                     "--filters", filters, "--initial", file]).run()
        return file

    # Output

    def say(self, text=""):
        """A line for whoever watches."""
        print(text, flush=True)

    def section(self, title, *texts):
        """A piece of the Markdown."""
        self.sections.append("\n\n".join([f"### {title}", *texts]))

    # Pairs

    def pair(self, name, ours, theirs, count):
        """Runs two programs in turn, the first to go alternating; nil where one fails."""
        pairs = Pairs(name)
        for number in range(count):
            try:
                if number % 2 == 0:
                    mine, other = ours.measure(), theirs.measure()
                else:
                    other, mine = theirs.measure(), ours.measure()
            except ProgramError as error:
                self.say(f"  {name}: failed: {error}")
                return None
            pairs.add(mine, other)
            self.say(f"  {pairs.line()}")
        self.say(f"  {name}: median ratio {spread(pairs.ratios)}, {count} pairs; "
                 f"{pairs.ours[-1].parameters} parameters each")
        return pairs

    def alone(self, program):
        """The engine without a peer."""
        epoch = program.measure()
        self.say(f"  {epoch.peer} {duration(epoch.seconds)}, loss {epoch.loss:.3f}, "
                 f"{epoch.parameters} parameters")
        return epoch

    def results(self, ours, contestants, count):
        """Pairs with every contestant, or the engine alone."""
        found = [self.pair(name, ours, program, count) for name, program in contestants]
        found = [pairs for pairs in found if pairs]
        return found, ([] if found else [self.alone(ours)])

    def pairs_section(self, title, text, ours, contestants):
        """A workload as a table of pairs; returns the pairs and what ran alone."""
        self.say(f"\n{title}")
        found, alone = self.results(ours, contestants, self.options.pairs)
        rows = [pairs.row() for pairs in found]
        rows += [["none", duration(epoch.seconds), "", "", 0, f"{epoch.loss:.3f}", ""]
                 for epoch in alone]
        if found:
            names = sorted({epoch.peer for pairs in found for epoch in pairs.theirs})
            text += f" Peers: {'; '.join(names)}."
        self.section(title, text, table(HEADER, rows))
        return found, alone

    # Workloads

    def pretext(self):
        """The lecture's pretext epoch on one core, its rate, and everybody's memory."""
        peak = self.peak()
        extra = ["--images", self.images]
        found, alone = self.pairs_section(
            "Pretext epoch, one core",
            f"{4 * self.images:,} examples of raw pixels, batches of 192, Adam; 23,988 parameters; "
            "one thread, one core.",
            self.ours("pretext", *extra),
            [(name, self.peer(name, "pretext", *extra)) for name in self.peers])
        peak = max(peak, self.peak())
        ours = [epoch for pairs in found for epoch in pairs.ours] + alone
        programs = {ours[0].peer: ours}
        programs |= {pairs.theirs[0].peer: pairs.theirs for pairs in found}
        self.rates(programs, peak, ours[0].operations)
        self.section(
            "Memory", "Maximum resident set of the same runs.",
            table(["program", "MiB"], [
                [name, f"{max(epoch.memory for epoch in epochs):.0f}"]
                for name, epochs in programs.items()]))

    def peak(self):
        """The largest measured rate of multiply-adds of one core."""
        lines, _ = Program([ENGINE, "peak", "--epochs", 5]).run()
        return max(line["rate"] for line in lines)

    def rates(self, programs, peak, operations):
        """Floating-point operations a second, as a framework counts them."""
        rows = []
        for name, epochs in programs.items():
            rate = operations * epochs[0].examples / Pairs.seconds(epochs)
            rows.append([name, f"{rate / 1e9:.1f}", f"{100 * rate / peak:.0f} %"])
            self.say(f"  {name}: {rate / 1e9:.1f} GFLOP/s, "
                     f"{100 * rate / peak:.0f} % of {peak / 1e9:.1f}")
        self.section(
            "Rate, one core",
            f"{operations / 1e6:.2f} MFLOP an example, as a framework counts them: a multiplication "
            "and an addition for every weight of every output of every layer, forward and twice "
            "backward, but for the first layer's input gradient. What a program leaves out without "
            "changing the result (outputs that a pool drops, gradients of zero) counts as done. "
            f"A core's peak, measured with multiply-adds between registers: {peak / 1e9:.1f} GFLOP/s.",
            table(["program", "GFLOP/s", "of the peak"], rows))

    def cores(self):
        """As many pretrainings as cores, on all cores."""
        count = len(CORES)
        extra = ["--images", self.images]
        contestants = []
        for name in self.peers:
            program = self.peer(name, "pretext", *extra, threads=count)
            contestants.append((f"{name}, one after the other, {count} threads", program))
            program = self.peer(name, "pretext", *extra, copies=count)
            contestants.append((f"{name}, {count} processes of one thread", program))
        self.pairs_section(
            f"Pretext epoch, all {count} cores",
            f"{count} pretrainings. bench does them at the same time, a thread each, as a sweep "
            "does; a peer one after the other, with all threads, or as processes. The times are those "
            "of one epoch of one pretraining.",
            self.ours("pretext", *extra, seeds=count), contestants)

    def supervised(self):
        """The lecture's supervised epoch."""
        epochs = 10 if self.options.quick else 50
        self.pairs_section(
            "Supervised epoch, one core",
            "1,000 labelled images of raw pixels: 25 updates with batches of 32 (SGD, momentum 0.9) "
            f"on 800, and validation on 200; 21,994 parameters; the median of {epochs} epochs a run, "
            "and the loss of the last.",
            self.ours("supervised", epochs=epochs),
            [(name, self.peer(name, "supervised", epochs=epochs)) for name in self.peers])

    def levels(self):
        """The CPU levels against the best one."""
        title = "CPU levels"
        self.say(f"\n{title}")
        extra = ["--images", self.images]
        best, *others = self.available
        found = [
            self.pair(level, self.ours("pretext", *extra, level=best),
                      self.ours("pretext", *extra, level=level), self.options.pairs)
            for level in others]
        found = [pairs for pairs in found if pairs]
        verdict = self.verdict(found)
        self.say(f"  {verdict}")
        self.section(
            title, f"The pretext epoch with other kernels than the best, {best}. {verdict}",
            table(["level"] + HEADER[1:], [pairs.row() for pairs in found]))

    def verdict(self, found):
        """Whether AVX2 is not left behind."""
        pairs = next((pairs for pairs in found if pairs.name == "avx2"), None)
        if "avx512" not in self.available or pairs is None:
            return ("The check that AVX2 takes at most 2.2 times as long as AVX-512 was not made: "
                    f"this machine has {', '.join(self.available)}.")
        ratio = statistics.median(pairs.ratios)
        return (f"AVX2 takes {ratio:.2f} times as long as AVX-512, where at most 2.2 are allowed: "
                f"{'passed' if ratio <= 2.2 else 'FAILED'}.")

    # Growth

    def growth(self, title, text, unit, values, programs):
        """How time grows: a row a value, every program in turn."""
        self.say(f"\n{title}")
        names, rows = ["bench"], []
        for value in values:
            ours, contestants = programs(value)
            found, alone = self.results(ours, contestants, self.few)
            mine = [epoch for pairs in found for epoch in pairs.ours] + alone
            row = {"bench": duration(Pairs.seconds(mine))}
            for pairs in found:
                row[pairs.name] = (f"{duration(Pairs.seconds(pairs.theirs))} "
                                   f"({statistics.median(pairs.ratios):.2f}×)")
            names += [name for name in row if name not in names]
            rows.append((value, row))
        self.section(title, text, table([unit] + names, [
            [f"{value:,}"] + [row.get(name, "") for name in names] for value, row in rows]))

    def growing(self, images, filters=64):
        """The engine and its peers at some size."""
        size = ["--images", images]
        ours = self.ours("pretext", *size, "--filters", filters)
        return ours, [
            (name, self.peer(name, "pretext", *size, filters=filters)) for name in self.peers]

    def growth_with_images(self):
        """Epochs of more images."""
        values = [250, 500] if self.options.quick else [1250, 2500, 5000, 10_000]
        self.growth(
            "Growth with images", "The pretext epoch of so many images, four examples each, one core; "
            f"in brackets the median of {self.few} ratios.", "images", values,
            self.growing)

    def growth_with_channels(self):
        """Wider networks."""
        values, images = [16, 32, 64, 128], 250 if self.options.quick else 2500
        self.growth(
            "Growth with channels", f"The pretext epoch of {images:,} images with so many filters in "
            "the first convolution and half as many in the second, one core.", "filters", values,
            lambda value: self.growing(images, value))

    def growth_with_threads(self):
        """More cores."""
        images = 500 if self.options.quick else self.images
        values = [2 ** power for power in range(12) if 2 ** power < len(CORES)] + [len(CORES)]

        def programs(value):
            ours = self.ours("pretext", "--images", images, seeds=value)
            return ours, [
                (name, self.peer(name, "pretext", "--images", images, threads=value))
                for name in self.peers]

        self.growth(
            "Growth with threads", f"The pretext epoch of {images:,} images for one training, with so "
            "many threads on as many cores. bench trains one model a thread at the same time, as a "
            "sweep does, and its time is divided by their number; a peer shares one model's work.",
            "threads", values, programs)

    # The sweep

    def sweep(self):
        """The default study, and what its parts take in Keras."""
        title = "The default sweep"
        count = len(CORES)
        self.say(f"\n{title}")
        ratios = {}
        for _ in range(1 if self.options.quick else self.few):
            seconds, memory, parts, counts = self.our_sweep(count)
            self.say(f"  bench, {count} jobs: {duration(seconds)}, {memory:.0f} MiB; {counts}")
            for name, program in self.sweep_programs(count, parts):
                self.extrapolate(name, program, seconds, parts, ratios)
        rows = [[name, *values["row"], spread(values["ratios"]), len(values["ratios"])]
                for name, values in ratios.items()]
        if not rows:
            rows = [["none", duration(seconds), "", "", "", 0]]
        self.section(
            title,
            f"`bench sweep {' '.join(self.sweep_options())}` on {count} cores, from nothing to the "
            f"report, really run: {counts}. **The times of Keras are extrapolated**: for each kind of "
            "work the median time of one part that was really run (an epoch of the pretext; 50 updates "
            "and a validation at each number of labels, of the whole network or of a head on features "
            "that were computed once; features and tests of 10,000 images), times the number of "
            "parts that the sweep's records name. The ratio leaves out what Keras takes to build and "
            "trace each run's model, which is given beside it, and reading data, storing and "
            "statistics.",
            table(["Keras as", "bench", "Keras, extrapolated", "tracing, not counted",
                   "ratio: median [least, largest]", "pairs"], rows))

    def sweep_options(self):
        """A small part of the study where time is short."""
        return ["--labels", "100,1000", "--repetitions", "1"] if self.options.quick else [
            "--labels", "100,1000,5000"]

    def our_sweep(self, jobs):
        """Runs the sweep into a folder that is thrown away."""
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder) / "report"
            start = time.monotonic()
            program = Program(
                [BENCH, "sweep", *self.sweep_options(), "--quiet", "--jobs", jobs,
                 "--data", self.options.data, "--store", f"{folder}/store", "--out", report],
                cores=jobs)
            _, memory = program.run()
            seconds = time.monotonic() - start
            parts = SweepParts.read(report / "manifest.json")
        counts = ", ".join(f"{number:g} × {kind}" for kind, number in parts.counts.items())
        return seconds, memory, parts, counts

    def sweep_programs(self, count, parts):
        """Keras with all threads, and as processes."""
        if "keras" not in self.peers:
            return []
        labels = ",".join(str(label) for label in parts.labels)
        command = [self.options.python, ROOT / "Benchmarks/peers/keras_sweep.py",
                   "--data", self.options.data, "--labels", labels,
                   "--times", 2 if self.options.quick else 6]
        return [
            (f"one process of {count} threads",
             Program([*command, "--threads", count], cores=count)),
            (f"{count} processes of one thread",
             Program([*command, "--threads", 1], copies=count))]

    def extrapolate(self, name, program, ours, parts, ratios):
        """One pair of a sweep and its parts in Keras."""
        try:
            lines, _ = program.run()
        except ProgramError as error:
            self.say(f"  {name}: failed: {error}")
            return
        total, by_kind, tracing = parts.seconds(lines, program.copies)
        for kind, seconds in by_kind.items():
            self.say(f"    {kind}: {parts.counts[kind]:g} × "
                     f"{duration(seconds / parts.counts[kind])} = {duration(seconds)}")
        self.say(f"  keras as {name}: {duration(total)} extrapolated, and {duration(tracing)} of "
                 f"tracing   ratio {total / ours:.2f}")
        entry = ratios.setdefault(name, {"ratios": []})
        entry["row"] = [duration(ours), duration(total), duration(tracing)]
        entry["ratios"].append(total / ours)

    # All

    def run(self):
        """Runs what was asked for; returns the Markdown."""
        facts = machine.description(len(CORES), self.available)
        for name, value in facts:
            self.say(f"{name}: {value}")
        methods = {"images": self.growth_with_images, "channels": self.growth_with_channels,
                   "threads": self.growth_with_threads}
        for name in self.options.only:
            methods.get(name, getattr(self, name, None))()
        how = " in short (`--quick`): the figures mean little" if self.options.quick else ""
        head = (f"Made by `make bench` on {datetime.date.today()}{how}. A ratio says how many times as "
                "long the peer takes; both ran in turn. All programs "
                "begin with the same weights; a loss is that of the last measured epoch, and shows that "
                "they do the same work (only the supervised epochs are shuffled).")
        return "\n\n".join([head, table(["machine", ""], facts), *self.sections])


def usable(python, names):
    """The peers that a Python has; says how to get the others."""
    found = []
    for name in names:
        program = f"import {PEERS[name]}"
        try:
            done = subprocess.run([python, "-c", program], capture_output=True).returncode == 0
        except OSError:
            done = False
        if done:
            found.append(name)
        else:
            print(f"{name}: skipped, {python} cannot import it; in a virtual environment outside this "
                  f"tree: python3 -m venv ~/peers && ~/peers/bin/pip install {PACKAGES[name]}, then "
                  "make bench PYTHON=~/peers/bin/python", flush=True)
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
    add("--only", default=",".join(ALL), help=f"of {','.join(ALL)}")
    add("--quick", action="store_true", help="less of everything, to see that it works")
    add("--write", metavar="FILE", help="put the Markdown between the two comments of a file")
    options = parser.parse_args()
    options.only = listed(options.only, ALL, "--only", parser)
    options.peers = listed(options.peers, PEERS, "--peers", parser)
    options.pairs = options.pairs or (1 if options.quick else 5)
    options.python = os.path.expanduser(options.python)
    if not ENGINE.is_file() or not BENCH.is_file():
        parser.error(f"{ENGINE.parent} has no engine-benchmark or no bench; build with: make bench")
    if not options.data.is_dir():
        parser.error(f"{options.data}: no such folder; get MNIST with: make data")
    return options


def main():
    """Compares, prints, and writes the Markdown."""
    options = parsed_options()
    with tempfile.TemporaryDirectory() as folder:
        text = Comparison(options, usable(options.python, options.peers), folder).run()
    print(f"\n{text}")
    if options.write:
        write_section(options.write, text)


if __name__ == "__main__":
    main()
