"""Random data for the comparison of statistics: seeded, with the ties and zeros that counts have."""

import numpy as np

RESAMPLED = 40  # data sets whose resamples are printed, too
RESAMPLES = 500


def paired(rng, count):
    """Paired counts: the first data sets are degenerate or tiny, the others of 2 to 30 pairs."""
    lists = [[], [3], [0], [0, 0], [4, 4, 4], [1, -1], [2, 1], [0, 5], [-3, 3, 0]]
    while len(lists) < count:
        spread = int(rng.choice([1, 2, 5, 20, 300]))
        size = int(rng.integers(2, 31))
        shift = int(rng.integers(-spread, spread + 1))
        lists.append((rng.integers(-spread, spread + 1, size) + shift).tolist())
    return [{"kind": "paired", "differences": values, "denominator": 1000,
             "margin": float(rng.choice([0.001, 0.005, 0.02])), "seed": number,
             "resamples": RESAMPLES if number < RESAMPLED else 0}
            for number, values in enumerate(lists)]


def mcnemar(rng, count):
    """Tables from a few images to thousands."""
    tables = [(0, 0), (1, 0), (5, 5), (35, 15)]
    while len(tables) < count:
        most = int(rng.choice([5, 50, 500, 5000, 20_000]))
        tables.append((int(rng.integers(0, most)), int(rng.integers(0, most))))
    return [{"kind": "mcnemar", "first": first, "second": second} for first, second in tables]


def holm(rng, count):
    """Lists of p-values, half of them rounded so that some are equal."""
    lists = [rng.random(int(rng.integers(1, 40))) ** 3 for _ in range(count)]
    return [{"kind": "holm", "p": (np.round(p, 1) if number % 2 else p).tolist()}
            for number, p in enumerate(lists)]


def unpaired(rng, count):
    """Two groups of 2 to 12, half of them of few values, so that many are equal."""
    groups = []
    while len(groups) < count:
        most = int(rng.choice([4, 1000]))
        sizes = rng.integers(2, 13, 2)
        groups.append([(500 + rng.integers(0, most, size) + int(rng.integers(0, most))).tolist()
                       for size in sizes])
    return [{"kind": "unpaired", "first": first, "second": second, "denominator": 2500}
            for first, second in groups]


def power(rng, count):
    """Effects and numbers of repetitions as studies have them."""
    return [{"kind": "power", "effect": float(rng.uniform(0.1, 3)),
             "count": int(rng.integers(2, 61)), "alpha": float(rng.choice([0.05, 0.01, 0.1])),
             "power": float(rng.choice([0.8, 0.9, 0.5]))} for _ in range(count)]


def proportion(rng, count):
    """Counts of correct images, none and all among them."""
    pairs = [(0, 300), (300, 300), (0, 1), (1, 1)]
    while len(pairs) < count:
        images = int(rng.choice([10, 300, 10_000, 70_000, 1_000_000]))
        pairs.append((int(rng.integers(0, images + 1)), images))
    return [{"kind": "proportion", "correct": correct, "of": images} for correct, images in pairs]
