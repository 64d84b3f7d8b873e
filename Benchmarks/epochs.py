"""The workloads that are one epoch on one size: pretext, supervised, all cores, CPU levels."""

import statistics

from programs import CORES
from results import HEADER, spread, table


def pretext(comparison):
    """The lecture's pretext epoch on one core, its rate, and everybody's memory."""
    extra = ["--images", comparison.images]
    found, alone = comparison.pairs_section(
        "Pretext epoch, one core",
        f"{4 * comparison.images:,} examples of raw pixels, batches of 192, Adam; 23,988 "
        "parameters; one thread, one core.",
        comparison.ours("pretext", *extra, "--peaks", 3),
        [(name, comparison.peer(name, "pretext", *extra)) for name in comparison.peers])
    ours = [epoch for pairs in found for epoch in pairs.ours] + alone
    peaks = [epoch.peak for epoch in ours]
    programs = {ours[0].peer: (ours, peaks)}
    programs |= {pairs.theirs[0].peer: (pairs.theirs, [epoch.peak for epoch in pairs.ours])
                 for pairs in found}
    rates(comparison, programs, peaks, ours[0].operations)
    comparison.section(
        "Memory", "Maximum resident set of the same runs.",
        table(["program", "MiB"], [
            [name, f"{max(epoch.memory for epoch in epochs):.0f}"]
            for name, (epochs, _) in programs.items()]))


def rates(comparison, programs, peaks, operations):
    """Floating-point operations a second, as a framework counts them."""
    rows = []
    for name, (epochs, beside) in programs.items():
        found = [operations * epoch.examples / epoch.seconds for epoch in epochs]
        shares = [100 * rate / peak for rate, peak in zip(found, beside)]
        rows.append([name, spread([rate / 1e9 for rate in found], 1), spread(shares, 0)])
        comparison.say(f"  {name}: {rows[-1][1]} GFLOP/s, {rows[-1][2]} % of the peak")
    comparison.section(
        "Rate, one core",
        f"{operations / 1e6:.2f} MFLOP an example, as a framework counts them: a multiplication "
        "and an addition for every weight of every output of every layer, forward and twice "
        "backward, but for the first layer's input gradient. What a program leaves out without "
        "changing the result (outputs that a pool drops, gradients of zero) counts as done. The "
        "core's peak is measured with multiply-adds between registers, three times before and three "
        "times behind the epochs of every run of bench, in the same process on the same core, so "
        "that a load slows both: median [least, largest] of the runs is "
        f"{spread([peak / 1e9 for peak in peaks], 1)} GFLOP/s. A peer's share is that of the peak "
        "beside it in its pair.",
        table(["program", "GFLOP/s: median [least, largest]", "% of the peak"], rows))


def cores(comparison):
    """As many pretrainings as cores, on all cores: at the same time, or one after the other."""
    count = len(CORES)
    images = comparison.images // 4
    extra = ["--images", images]
    comparison.pairs_section(
        f"Pretext epoch, all {count} cores, {count} pretrainings at the same time",
        f"{4 * images:,} examples each. bench has one thread a pretraining, as a sweep does; a "
        f"peer runs as {count} processes of one thread. Times are those of one epoch of one "
        "pretraining: of all, divided by their number.",
        comparison.ours("pretext", *extra, seeds=count),
        [(name, comparison.peer(name, "pretext", *extra, copies=count))
         for name in comparison.peers])
    comparison.pairs_section(
        f"Pretext epoch, all {count} cores, one pretraining after the other",
        f"{4 * images:,} examples. Every program shares the work of one pretraining among {count} threads.",
        comparison.ours("pretext", *extra, threads=count),
        [(name, comparison.peer(name, "pretext", *extra, threads=count))
         for name in comparison.peers])


def supervised(comparison):
    """The lecture's supervised epoch."""
    epochs = 10 if comparison.options.quick else 30
    comparison.pairs_section(
        "Supervised epoch, one core",
        "1,000 labelled images of raw pixels: 25 updates with batches of 32 (SGD, momentum 0.9) "
        f"on 800, and validation on 200; 21,994 parameters; the median of {epochs} epochs a run, "
        "and the loss of the last.",
        comparison.ours("supervised", epochs=epochs),
        [(name, comparison.peer(name, "supervised", epochs=epochs)) for name in comparison.peers])


def levels(comparison):
    """The CPU levels against the best one."""
    title = "CPU levels"
    comparison.say(f"\n{title}")
    images = comparison.images // 4
    extra = ["--images", images]
    best, *others = comparison.available
    found = [
        comparison.pair(level, comparison.ours("pretext", *extra, level=best),
                        comparison.ours("pretext", *extra, level=level), comparison.options.pairs)
        for level in others]
    found = [pairs for pairs in found if pairs]
    check = verdict(comparison, found)
    comparison.say(f"  {check}")
    header = ["level", best, "the level's time", *HEADER[3:5], f"loss: {best}", "loss: the level"]
    texts = [table(header, [pairs.row() for pairs in found])] if found else []
    comparison.section(
        title, f"The pretext epoch of {images:,} images with other kernels than the best, {best}. "
        f"{check}", *texts)


def verdict(comparison, found):
    """Whether AVX2 is not left behind."""
    pairs = next((pairs for pairs in found if pairs.name == "avx2"), None)
    if "avx512" not in comparison.available or pairs is None:
        return ("The check that AVX2 takes at most 2.2 times as long as AVX-512 was not made: "
                f"this machine has {', '.join(comparison.available)}.")
    ratio = statistics.median(pairs.ratios)
    return (f"AVX2 takes {ratio:.2f} times as long as AVX-512, where at most 2.2 are allowed: "
            f"{'passed' if ratio <= 2.2 else 'FAILED'}.")
