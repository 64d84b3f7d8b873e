"""How the time of an epoch grows with images, channels and threads."""

import functools
import statistics

from programs import CORES
from results import Pairs, duration, table


def growth(comparison, title, text, unit, values, programs):
    """How time grows: a row a value, every program in turn."""
    comparison.say(f"\n{title}")
    names, rows = ["bench"], []
    for value in values:
        ours, contestants = programs(value)
        found, alone = comparison.results(ours, contestants, comparison.few)
        mine = [epoch for pairs in found for epoch in pairs.ours] + alone
        row = {"bench": duration(Pairs.seconds(mine))}
        for pairs in found:
            row[pairs.name] = (f"{duration(Pairs.seconds(pairs.theirs))} "
                               f"({statistics.median(pairs.ratios):.2f}×)")
        names += [name for name in row if name not in names]
        rows.append((value, row))
    comparison.section(title, text, table([unit] + names, [
        [f"{value:,}"] + [row.get(name, "") for name in names] for value, row in rows]))


def growing(comparison, images, filters=64):
    """The engine and its peers at some size."""
    size = ["--images", images]
    ours = comparison.ours("pretext", *size, "--filters", filters)
    return ours, [
        (name, comparison.peer(name, "pretext", *size, filters=filters))
        for name in comparison.peers]


def growth_with_images(comparison):
    """Epochs of more images."""
    values = [250, 500] if comparison.options.quick else [625, 1250, 2500, 5000]
    growth(
        comparison, "Growth with images",
        "The pretext epoch of so many images, four examples each, one core; in brackets the median "
        f"of {comparison.few} ratios.", "images", values,
        functools.partial(growing, comparison))


def growth_with_channels(comparison):
    """Wider networks."""
    values, images = [16, 32, 64, 128], 250 if comparison.options.quick else 1250
    growth(
        comparison, "Growth with channels",
        f"The pretext epoch of {images:,} images with so many filters in the first convolution and "
        "half as many in the second, one core.", "filters", values,
        lambda value: growing(comparison, images, value))


def growth_with_threads(comparison):
    """More cores."""
    images = 500 if comparison.options.quick else 2500
    values = [2 ** power for power in range(12) if 2 ** power < len(CORES)] + [len(CORES)]

    def programs(value):
        ours = comparison.ours("pretext", "--images", images, threads=value)
        return ours, [
            (name, comparison.peer(name, "pretext", "--images", images, threads=value))
            for name in comparison.peers]

    growth(
        comparison, "Growth with threads",
        f"The pretext epoch of {images:,} images for one training, with so many threads on as many "
        "cores.",
        "threads", values, programs)
