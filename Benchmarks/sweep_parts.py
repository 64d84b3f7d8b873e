"""What a sweep was made of, by its records, and what that takes by parts measured elsewhere."""

import collections
import json
import statistics

FEATURE_IMAGES = 10_000
ROUND = 50


class SweepParts:
    """How often the kinds of work of `peers/keras_sweep.py` occur, by a report's manifest."""

    def __init__(self, manifest):
        study, records = manifest["study"], manifest["records"]
        frozen = {arm["name"] for arm in study["arms"] if arm["encoder"] == "frozen"}
        self.labels = study["labels"]
        self.counts = collections.Counter()
        self.models = collections.Counter()
        encoders = set()
        for record in records:
            if "labels" not in record:
                self.counts["epoch"] += record["result"]["epochs"]
                self.models["epoch"] += 1
                continue
            kind = "frozen" if record["arm"] in frozen else "trained"
            name = f"{kind} {record['labels']}"
            self.counts[name] += record["result"]["updates"] / ROUND
            self.models[name] += 1
            self.counts[f"test {kind}"] += 1
            if kind == "frozen":
                encoders.add((record["arm"], record["repetition"]))
        images = sum(score["total"] for score in self._tests(records)) + max(self.labels)
        self.counts["features"] = len(encoders) * images / FEATURE_IMAGES

    @classmethod
    def read(cls, path):
        """The parts of a report."""
        return cls(json.loads(path.read_text()))

    @staticmethod
    def _tests(records):
        return next(record["result"]["tests"] for record in records if "labels" in record)

    def seconds(self, lines, copies):
        """The time of all parts; of that, by kind; and what building and tracing the models adds.

        With copies, as many parts are done at the same time.

        The first measurement of a kind in a model traces it: what it took more than the median is
        the price of a model, paid by every run.
        """
        times = collections.defaultdict(list)
        for line in lines:
            times[line["kind"]].append(line["seconds"] / copies)
        median = {kind: statistics.median(values) for kind, values in times.items()}
        by_kind = {kind: count * median[kind] for kind, count in self.counts.items()}
        tracing = sum(
            count * max(0, median[f"first {kind}"] - median[kind])
            for kind, count in self.models.items())
        return sum(by_kind.values()), by_kind, tracing
