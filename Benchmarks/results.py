"""Ratios of programs that ran in pairs, and their Markdown."""

import pathlib
import statistics

BEGIN, END = "<!-- make bench: begin -->", "<!-- make bench: end -->"


def spread(values, digits=2):
    """Median [least, largest]."""
    return (f"{statistics.median(values):.{digits}f} "
            f"[{min(values):.{digits}f}, {max(values):.{digits}f}]")


def duration(seconds):
    """Seconds with a unit that suits, to three digits or more."""
    if seconds < 1:
        return f"{1000 * seconds:.3g} ms"
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:.0f} s"


class Pairs:
    """Epochs of the engine and of another program that ran in turn."""

    def __init__(self, name):
        self.name = name
        self.ours = []
        self.theirs = []

    def add(self, ours, theirs):
        """Takes a pair; the networks must be the same."""
        if ours.parameters != theirs.parameters:
            raise SystemExit(
                f"{theirs.peer} has {theirs.parameters} parameters, {ours.peer} {ours.parameters}")
        self.ours.append(ours)
        self.theirs.append(theirs)

    @property
    def ratios(self):
        """How many times as long the other takes, a pair each."""
        return [theirs.seconds / ours.seconds for ours, theirs in zip(self.ours, self.theirs)]

    @staticmethod
    def seconds(epochs):
        """The median of some epochs."""
        return statistics.median(epoch.seconds for epoch in epochs)

    def line(self):
        """The last pair."""
        ours, theirs = self.ours[-1], self.theirs[-1]
        return (f"{ours.peer} {duration(ours.seconds)}, loss {ours.loss:.3f}   "
                f"{theirs.peer} {duration(theirs.seconds)}, loss {theirs.loss:.3f}   "
                f"ratio {self.ratios[-1]:.2f}")

    def row(self):
        """A row of `HEADER`."""
        return [self.name, duration(self.seconds(self.ours)), duration(self.seconds(self.theirs)),
                f"{spread(self.ratios)}", len(self.ratios), f"{self.ours[-1].loss:.3f}",
                f"{self.theirs[-1].loss:.3f}"]


HEADER = ["peer", "bench", "peer's time", "ratio: median [least, largest]", "pairs",
          "loss: bench", "loss: peer"]


def table(header, rows):
    """A Markdown table; the first column is text, the others are numbers."""
    lines = ["| " + " | ".join(header) + " |",
             "| " + " | ".join(["---"] + ["---:"] * (len(header) - 1)) + " |"]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def section_of(path):
    """What stands before and behind the results in a file."""
    try:
        content = pathlib.Path(path).read_text()
    except OSError as error:
        raise SystemExit(f"{path}: {error.strerror}") from error
    if content.count(BEGIN) != 1 or content.count(END) != 1 or (
            content.index(BEGIN) > content.index(END)):
        raise SystemExit(f"{path}: needs the lines '{BEGIN}' and '{END}' once each, in this order")
    head, rest = content.split(BEGIN)
    return head, rest.split(END)[1]


def write_section(path, text):
    """Puts a text between the two comments of a file."""
    head, tail = section_of(path)
    pathlib.Path(path).write_text(f"{head}{BEGIN}\n\n{text.strip()}\n\n{END}{tail}")
