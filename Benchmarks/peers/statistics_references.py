"""The statistics as SciPy and statsmodels have them, or as exact integers where they have none.

Independent of the Swift sources on purpose: a reference that shared their code would share their
mistakes.
"""

import itertools
import types

import numpy as np
from scipy import optimize, special, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import TTestPower
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import ttost_paired

LEVEL = 0.95
ALL = stats.PermutationMethod(n_resamples=np.inf)


def counts(differences):
    """An arm and a baseline, as counts, that differ as stated."""
    baseline = np.array([700.0 + (37 * place) % 101 for place in range(len(differences))])
    return baseline + np.array(differences), baseline


def student(question):
    """The paired t test and its interval, in fractions."""
    arm, baseline = counts(question["differences"])
    result = stats.ttest_rel(arm, baseline)
    interval = result.confidence_interval(LEVEL)
    bounds = np.array([interval.low, interval.high]) / question["denominator"]
    return {"t": result.statistic, "tP": result.pvalue, "tInterval": bounds}


def equivalence(question):
    """Two one-sided tests, and the 90 % interval."""
    arm, baseline = counts(question["differences"])
    margin = question["margin"] * question["denominator"]
    interval = stats.ttest_rel(arm, baseline).confidence_interval(0.9)
    bounds = np.array([interval.low, interval.high]) / question["denominator"]
    return {"tostP": ttost_paired(arm, baseline, -margin, margin)[0], "tostInterval": bounds}


def subset_counts(ranks):
    """How many subsets of the ranks have each sum: the coefficients of the product of 1 + x^rank,
    in one integer whose digits they are."""
    product = 1
    for rank in ranks:
        product += product << (64 * rank)
    size = 8 * (sum(ranks) + 1)
    return [int(count) for count in np.frombuffer(product.to_bytes(size, "little"), "<u8")]


def signed_ranks(differences, pratt):
    """Twice the midranks, with their signs; zeros left out before or after ranking."""
    values = np.array([d for d in differences if pratt or d != 0])
    ranks = np.rint(2 * stats.rankdata(np.abs(values))).astype(int)
    return (ranks * np.sign(values))[values != 0].tolist()


def wilcoxon_counted(differences, pratt=False):
    """The exact two-sided p-value of Wilcoxon's test, ties or not, in integers."""
    signed = signed_ranks(differences, pratt)
    smaller = min(sum(r for r in signed if r > 0), -sum(r for r in signed if r < 0))
    tail = sum(subset_counts([abs(r) for r in signed])[:smaller + 1])
    return min(1.0, 2 * tail / 2 ** len(signed))


def wilcoxon_scipy(differences, pratt=False):
    """The same from SciPy: exact without ties, all permutations for few pairs; else None."""
    values = np.array(differences)
    untied = len(set(np.abs(values))) == len(values) and 0 not in differences
    zeros = "pratt" if pratt else "wilcox"
    if not np.any(values) or not (untied or len(values) <= 8):
        return None
    return stats.wilcoxon(values, zero_method=zeros, method="exact" if untied else ALL).pvalue


def sign_flip(differences):
    """The exact share of all sums that are as far from zero."""
    offset = sum(abs(d) for d in differences)
    count = subset_counts([2 * abs(d) for d in differences])
    observed = abs(sum(differences))
    extreme = sum(n for total, n in enumerate(count) if abs(total - offset) >= observed)
    return extreme / 2 ** len(differences)


def sign_flip_scipy(differences):
    """The same from SciPy, by all permutations; None for more than eight pairs."""
    if not 2 <= len(differences) <= 8:
        return None
    return stats.permutation_test(
        (np.array(differences),), np.sum, permutation_type="samples", vectorized=True,
        n_resamples=np.inf).pvalue


def hodges_lehmann(differences):
    """The median of the Walsh averages."""
    return np.median(walsh(differences))


def walsh(differences):
    """All Walsh averages in ascending order."""
    pairs = itertools.combinations_with_replacement(differences, 2)
    return np.sort([(one + other) / 2 for one, other in pairs])


def walsh_interval(differences):
    """The interval of the Walsh averages and its coverage; None where there is none."""
    averages = walsh(differences)
    total = 2 ** len(differences)
    below, rank = 0, 0
    for count in subset_counts(list(range(1, len(differences) + 1))):
        if (below + count) / total > (1 - LEVEL) / 2:
            break
        below, rank = below + count, rank + 1
    if rank == 0:
        return None
    return [averages[rank - 1], averages[-rank]], 1 - 2 * below / total


def bootstrap(differences, means):
    """SciPy's percentile and BCa intervals of the mean, on resamples that were drawn elsewhere."""
    given = types.SimpleNamespace(bootstrap_distribution=np.array(means, float))
    intervals = {}
    for method in ("percentile", "BCa"):
        result = stats.bootstrap(
            (np.array(differences, float),), np.mean, n_resamples=0, method=method,
            confidence_level=LEVEL, bootstrap_result=given).confidence_interval
        intervals[method] = [result.low, result.high]
    return intervals


def mcnemar_exact(first, second):
    """The exact p-value, and the mid-p-value by its definition."""
    if first + second == 0:
        return 1.0, 1.0
    few, both = min(first, second), first + second
    exact = mcnemar([[0, first], [second, 0]], exact=True).pvalue
    middle = 2 * stats.binom.cdf(few, both, 0.5) - stats.binom.pmf(few, both, 0.5)
    return exact, 1.0 if first == second else middle


def welch(first, second, denominator):
    """Welch's t test with its interval, in fractions, and Hedges's g."""
    first, second = np.array(first) / denominator, np.array(second) / denominator
    result = stats.ttest_ind(first, second, equal_var=False)
    interval = result.confidence_interval(LEVEL)
    freedom = len(first) + len(second) - 2
    pooled = ((len(first) - 1) * first.var(ddof=1) + (len(second) - 1) * second.var(ddof=1))
    correction = np.exp(special.gammaln(freedom / 2) - special.gammaln((freedom - 1) / 2)
                        - np.log(freedom / 2) / 2)
    return {"t": result.statistic, "df": result.df, "p": result.pvalue,
            "interval": [interval.low, interval.high],
            "g": correction * (first.mean() - second.mean()) / np.sqrt(pooled / freedom)}


def mann_whitney_scipy(first, second):
    """U and the exact two-sided p-value from SciPy, which has it without ties; else None."""
    if len(set(first + second)) < len(first) + len(second):
        return None
    result = stats.mannwhitneyu(first, second, method="exact")
    return result.statistic, result.pvalue


def mann_whitney_listed(first, second):
    """The exact two-sided p-value, ties or not, from all ways to choose the first group; None for
    too many of them."""
    if len(first) + len(second) > 12:
        return None
    ranks = np.rint(2 * stats.rankdata(first + second)).astype(int)
    mean = len(first) * (len(ranks) + 1)
    observed = abs(ranks[:len(first)].sum() - mean)
    chosen = np.array(list(itertools.combinations(ranks, len(first)))).sum(axis=1)
    return np.mean(np.abs(chosen - mean) >= observed)


def power(question):
    """The power of the paired t test."""
    return TTestPower().power(question["effect"], question["count"], question["alpha"])


def repetitions_needed(question, near):
    """Where statsmodels' power is the one wanted, as a number of repetitions."""
    return solve(lambda count: TTestPower().power(question["effect"], count, question["alpha"])
                 - question["power"], max(2, 0.9 * near), 1.1 * near)


def smallest_effect(question, near):
    """The same, as an effect."""
    return solve(lambda effect: TTestPower().power(effect, question["count"], question["alpha"])
                 - question["power"], 0.9 * near, 1.1 * near)


def solve(function, low, high):
    """A root to the last digits (statsmodels' solve_power leaves 1e-6, and at times much more); infinity
    where there is none in the range, and None where the function is NaN on the way."""
    try:
        if function(low) * function(high) > 0:
            return np.inf
        return optimize.brentq(function, low, high, xtol=1e-14, rtol=1e-14)
    except ValueError:
        return None


def holm(values):
    """Adjusted p-values."""
    return multipletests(values, method="holm")[1]


def proportion(correct, images, method):
    """An interval of a proportion."""
    return proportion_confint(correct, images, 1 - LEVEL, method=method)
