"""Runs the engine and its peers in pairs, and gathers the Markdown."""

import pathlib

import machine
from programs import CORES, Program, ProgramError
from results import HEADER, Pairs, duration, spread, table

ROOT = pathlib.Path(__file__).resolve().parents[1]
ENGINE = ROOT / ".build/release/engine-benchmark"
BENCH = ROOT / ".build/release/bench"


class Comparison:
    """All workloads, and the text that they leave."""

    def __init__(self, options, peers, folder):
        self.options = options
        self.peers = peers
        self.folder = pathlib.Path(folder)
        self.sections = []
        self.available = machine.levels(ENGINE)
        self.few = max(1, options.pairs // 2)
        self.epochs = 1 if options.quick else 2
        self.images = 1000 if options.quick else 10_000

    # Programs

    def ours(self, workload, *more, seeds=1, threads=1, level=None, epochs=None):
        """The engine on as many cores as trainings at the same time have threads together."""
        command = [ENGINE, workload, "--data", self.options.data,
                   "--epochs", epochs or self.epochs, "--seeds", seeds, "--threads", threads, *more]
        return Program(command, cores=min(seeds * threads, len(CORES)), level=level)

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
