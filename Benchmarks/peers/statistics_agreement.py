#!/usr/bin/env python3
"""Our statistics against SciPy's and statsmodels', on random data with ties and zeros.

Runs statistics-benchmark once, on all questions, compares every number, and prints for each quantity
how many cases there were and the largest difference. Exits 1 when one is above its bound.

    make bench-statistics-peers PYTHON=~/peers/bin/python
"""

import argparse
import gc
import json
import pathlib
import subprocess
import sys
import warnings

try:
    import numpy as np
    import scipy
    import statsmodels

    import statistics_cases as cases
    import statistics_references as references
except ImportError as error:
    sys.exit(f"{error}; install numpy, scipy and statsmodels, or name a Python that has them")

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build/release/statistics-benchmark"
BOUND = 1e-9


class Agreement:
    """The largest difference of every quantity, in the order of its first case."""

    def __init__(self):
        self.rows = {}
        self.wrong = []

    def add(self, name, ours, reference, bound=BOUND, scale=0.0):
        """Compares numbers; a difference is relative to the reference, or to a larger scale."""
        row = self.rows.setdefault(name, {"cases": 0, "largest": 0.0, "bound": bound})
        row["cases"] += 1
        if ours is None or len(np.atleast_1d(ours)) != len(np.atleast_1d(reference)):
            self.wrong.append(f"{name}: {ours} where the reference has {reference}")
            return
        for mine, other in zip(np.atleast_1d(ours), np.atleast_1d(reference)):
            size = max(abs(other), scale)
            difference = abs(mine - other) / size if size > 0 else abs(mine - other)
            # A NaN must not pass, nor be forgotten, as max() may.
            row["largest"] = float(np.maximum(row["largest"], difference))

    def add_bounds(self, name, ours, reference, bound=BOUND):
        """The same for an interval: a bound near zero is measured by half the interval's width."""
        self.add(name, ours, reference, bound, scale=(reference[1] - reference[0]) / 2)

    def expect_missing(self, answer, names, why):
        """Statistics that the data do not define must be missing."""
        self.wrong += [f"{name}: {answer[name]}, though {why}" for name in names if name in answer]

    def failures(self):
        """What is above its bound, or there where it should not be."""
        above = [f"{name}: {row['largest']:.2g} is above {row['bound']:.0e}"
                 for name, row in self.rows.items() if not row["largest"] <= row["bound"]]
        return above + self.wrong

    def table(self):
        """Markdown."""
        lines = ["| quantity | cases | largest difference | bound |", "| --- | --- | --- | --- |"]
        lines += [f"| {name} | {row['cases']} | {row['largest']:.1e} | {row['bound']:.0e} |"
                  for name, row in self.rows.items()]
        return "\n".join(lines)


def ask(questions):
    """The program's answers."""
    text = "".join(json.dumps(question) + "\n" for question in questions)
    result = subprocess.run([PROGRAM, "analyse"], input=text, capture_output=True, text=True,
                            check=False)
    if result.returncode != 0:
        sys.exit(f"{PROGRAM.name} failed: {result.stderr.strip()}")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    if len(answers) != len(questions):
        sys.exit(f"{PROGRAM.name}: {len(answers)} answers to {len(questions)} questions")
    return [{name: (value[0] if len(value) == 1 else value) for name, value in answer.items()}
            for answer in answers]


def compare_student(agreement, question, answer):
    """t test, equivalence and their intervals."""
    names = ["t", "tP", "tInterval", "tostP", "tostInterval"]
    if len(set(question["differences"])) < 2:
        agreement.expect_missing(answer, names, f"{question['differences']} has no spread")
        return
    expected = references.student(question) | references.equivalence(question)
    agreement.add("paired t", answer["t"], expected["t"])
    agreement.add("paired t, p", answer["tP"], expected["tP"])
    agreement.add_bounds("paired t, interval", answer["tInterval"], expected["tInterval"])
    agreement.add("TOST, p", answer["tostP"], expected["tostP"])
    agreement.add_bounds("TOST, interval", answer["tostInterval"], expected["tostInterval"])


def compare_wilcoxon(agreement, differences, answer):
    """Both treatments of zeros, against SciPy where it is exact, and exact integers."""
    for name, pratt in (("wilcoxonP", False), ("prattP", True)):
        label = "Pratt" if pratt else "Wilcoxon"
        agreement.add(f"{label} exact, p (integers)", answer[name],
                      references.wilcoxon_counted(differences, pratt))
        expected = references.wilcoxon_scipy(differences, pratt)
        if expected is not None:
            agreement.add(f"{label} exact, p (SciPy)", answer[name], expected)


def compare_sign_flips(agreement, differences, answer):
    """Exact p-values relatively, drawn ones in standard errors."""
    expected = references.sign_flip(differences)
    if "signFlipDraws" in answer:
        draws = answer["signFlipDraws"]
        error = (expected * (1 - expected) / draws) ** 0.5 + 1 / draws
        agreement.add("sign flips, drawn, p (in standard errors)",
                      (answer["signFlipP"] - expected) / error, 0.0, bound=5)
        return
    agreement.add("sign flips exact, p (integers)", answer["signFlipP"], expected)
    by_scipy = references.sign_flip_scipy(differences)
    if by_scipy is not None:
        agreement.add("sign flips exact, p (SciPy)", answer["signFlipP"], by_scipy)


def compare_walsh(agreement, differences, answer):
    """The Hodges–Lehmann estimate and its interval."""
    agreement.add("Hodges–Lehmann estimate", answer["hodgesLehmann"],
                  references.hodges_lehmann(differences))
    expected = references.walsh_interval(differences) if len(set(differences)) > 1 else None
    if expected is None:
        agreement.expect_missing(answer, ["walshInterval", "walshCoverage"], "there is none")
        return
    agreement.add_bounds("Walsh interval", answer["walshInterval"], expected[0])
    agreement.add("Walsh interval, coverage", answer["walshCoverage"], expected[1])


def compare_bootstrap(agreement, differences, answer):
    """SciPy's intervals on our resamples; P(arm > baseline) is ½ + half of the mean sign."""
    if len(set(differences)) > 1:
        expected = references.bootstrap(differences, answer["means"])
        agreement.add_bounds("percentile interval", answer["percentile"], expected["percentile"])
        agreement.add_bounds("BCa interval", answer["bca"], expected["BCa"])
    signs = np.sign(differences)
    if len(set(signs)) > 1:
        interval = references.bootstrap(signs, answer["signMeans"])["percentile"]
        agreement.add_bounds("superiority, interval", answer["superiority"],
                             [(1 + bound) / 2 for bound in interval])


def compare_paired(agreement, question, answer):
    """Everything about paired differences."""
    differences = question["differences"]
    compare_student(agreement, question, answer)
    if not differences:
        agreement.expect_missing(answer, ["wilcoxonP", "prattP", "signFlipP"], "there is no pair")
        return
    compare_wilcoxon(agreement, differences, answer)
    compare_sign_flips(agreement, differences, answer)
    compare_walsh(agreement, differences, answer)
    if question["resamples"]:
        compare_bootstrap(agreement, differences, answer)


def compare_mcnemar(agreement, question, answer):
    """Exact and mid-p."""
    exact, middle = references.mcnemar_exact(question["first"], question["second"])
    agreement.add("McNemar exact, p", answer["p"], exact)
    agreement.add("McNemar mid-p", answer["midP"], middle)


def compare_holm(agreement, question, answer):
    """Adjusted p-values."""
    agreement.add("Holm", answer["p"], references.holm(question["p"]))


def compare_unpaired(agreement, question, answer):
    """Welch's test, and Mann and Whitney's."""
    first, second = question["first"], question["second"]
    differences = np.subtract.outer(first, second)
    if len(set(first)) > 1 or len(set(second)) > 1:
        expected = references.welch(first, second, question["denominator"])
        for name, label in (("t", "t"), ("df", "degrees of freedom"), ("p", "p"), ("g", "g")):
            agreement.add(f"Welch {label}", answer[name], expected[name],
                          scale=1e-3 if name in "tg" else 0)
        agreement.add_bounds("Welch interval", answer["interval"], expected["interval"])
    agreement.add("Hodges–Lehmann shift", answer["shift"], np.median(differences))
    agreement.add("Mann–Whitney U", answer["u"],
                  np.sum(differences > 0) + np.sum(differences == 0) / 2)
    by_scipy = references.mann_whitney_scipy(first, second)
    if by_scipy is not None:
        agreement.add("Mann–Whitney exact, p (SciPy)", answer["rankP"], by_scipy[1])
    listed = references.mann_whitney_listed(first, second)
    if listed is not None:
        agreement.add("Mann–Whitney exact, p (listed)", answer["rankP"], listed)


def compare_power(agreement, question, answer):
    """Power and what it takes, where statsmodels has it: for some large effects it has NaN."""
    expected = references.power(question)
    if not np.isnan(expected):
        agreement.add("power", answer["power"], expected)
    fractional, whole = answer["repetitions"]
    if fractional > 2:
        needed = references.repetitions_needed(question, near=fractional)
        if needed is not None:
            agreement.add("power, repetitions needed", fractional, needed)
            agreement.add("power, whole repetitions", whole, np.ceil(needed))
    smallest = references.smallest_effect(question, near=answer["effect"])
    if smallest is not None:
        agreement.add("power, smallest effect", answer["effect"], smallest)


def compare_proportion(agreement, question, answer):
    """Both intervals of an accuracy."""
    for name, label in (("wilson", "Wilson interval"), ("beta", "Clopper–Pearson interval")):
        expected = references.proportion(question["correct"], question["of"], name)
        agreement.add_bounds(label, answer[name], expected)


COMPARISONS = {
    "paired": compare_paired, "mcnemar": compare_mcnemar, "holm": compare_holm,
    "proportion": compare_proportion, "unpaired": compare_unpaired, "power": compare_power,
}


def main():
    """Asks, compares, prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1000, help="data sets (1000)")
    parser.add_argument("--seed", type=int, default=2026, help="of the random data (2026)")
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    few = max(10, options.cases // 3)
    questions = (cases.paired(rng, options.cases) + cases.mcnemar(rng, few)
                 + cases.holm(rng, few) + cases.proportion(rng, few)
                 + cases.unpaired(rng, few) + cases.power(rng, few))
    warnings.simplefilter("ignore")  # of small samples and data without much spread: they are meant
    gc.freeze()  # statsmodels' multipletests collects garbage at every call: let it find little
    agreement = Agreement()
    for question, answer in zip(questions, ask(questions)):
        COMPARISONS[question["kind"]](agreement, question, answer)
    print(f"SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}, "
          f"NumPy {np.__version__}; seed {options.seed}\n\n{agreement.table()}")
    failures = agreement.failures()
    if failures:
        sys.exit("\n".join(["", f"{len(failures)} disagreements:"] + failures[:20]))


if __name__ == "__main__":
    main()
