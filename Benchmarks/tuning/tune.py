#!/usr/bin/env python3
"""Choose the hyperparameters of a fair protocol by validation, on seeds that no report uses.

Every arm gets the same tries: each learning rate of --rates, at each number of pretext epochs of
--pretext-epochs. A try is a sweep of the protocol with these values over the seeds of
seeds/tuning.txt. Only validation figures are read, from the records in the reports' manifests;
test figures never are. Prints one row a try and arm: the mean validation accuracy at each
labelled-set size, and their mean, by which the best is chosen.

Needs nothing but Python and a release build: make build, then

    python3 Benchmarks/tuning/tune.py rotnet-mnist
"""

import argparse
import json
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOWNSTREAM = re.compile(r"^  training: \{.*?^  \}", re.M | re.S)
PRETEXT = re.compile(r"^    training: \{.*?^    \}", re.M | re.S)


def variant(text, name, source, rate, epochs):
    """The protocol's text with another name, learning rate downstream, and pretext length."""
    text = text.replace(f'name: "{source}"', f'name: "{name}"', 1)
    text = DOWNSTREAM.sub(
        lambda part: re.sub(r"learningRate: [^,]+", f"learningRate: {rate}", part[0]), text, count=1)
    # An arm's own learning rate would hide the one under test.
    text = re.sub(r",\s*training: \{ optimizer: \{[^}]*\} \}", "", text)
    return PRETEXT.sub(
        lambda part: re.sub(r"epochs: \d+", f"epochs: {epochs}", part[0]), text, count=1)


def validation(manifest):
    """Mean validation accuracy by arm and labelled-set size."""
    sums = {}
    for entry in manifest["records"]:
        if "labels" not in entry:
            continue
        score = entry["result"]["validation"]
        sums.setdefault((entry["arm"], entry["labels"]), []).append(
            score["correct"] / score["total"])
    return {key: sum(values) / len(values) for key, values in sums.items()}


def main():
    """Runs all tries and prints their rows, best of each arm marked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("protocol")
    parser.add_argument("--rates", default="3e-4,1e-3,3e-3")
    parser.add_argument("--pretext-epochs", default="6,15")
    parser.add_argument("--repetitions", default="3")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--store", default=str(ROOT / ".bench" / "tuning"))
    options = parser.parse_args()
    text = (ROOT / "protocols" / f"{options.protocol}.json5").read_text()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "protocols").mkdir()
        (root / "seeds").symlink_to(ROOT / "seeds")
        for epochs in options.pretext_epochs.split(","):
            for index, rate in enumerate(options.rates.split(",")):
                name = f"try-{epochs}-{index}"
                path = root / "protocols" / f"{name}.json5"
                path.write_text(variant(text, name, options.protocol, rate, epochs))
                subprocess.run(
                    [ROOT / ".build/release/bench", "sweep", path, "--quiet",
                     "--seeds", ROOT / "seeds/tuning.txt", "--repetitions", options.repetitions,
                     "--jobs", options.jobs, "--store", options.store, "--out", root / name],
                    check=True, stdout=subprocess.DEVNULL)
                manifest = json.loads((root / name / "manifest.json").read_text())
                means = validation(manifest)
                for arm in sorted({arm for arm, _ in means}):
                    sizes = sorted(size for known, size in means if known == arm)
                    values = [means[arm, size] for size in sizes]
                    rows.append((arm, epochs, rate, sizes, values, sum(values) / len(values)))
                    print(f"{arm:20} pretext {epochs:>3} rate {rate:>6}  "
                          + "  ".join(f"{size}: {value:.4f}" for size, value in zip(sizes, values))
                          + f"  mean {rows[-1][-1]:.4f}", flush=True)
    print("\nbest by mean validation accuracy:")
    for arm in sorted({row[0] for row in rows}):
        best = max((row for row in rows if row[0] == arm), key=lambda row: row[-1])
        print(f"{arm:20} pretext {best[1]:>3} rate {best[2]:>6}  mean {best[-1]:.4f}")


if __name__ == "__main__":
    main()
