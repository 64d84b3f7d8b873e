#!/usr/bin/env python3
"""Kills bench at random moments, again and again, and looks at what is left each time.

Whatever is killed (a sweep, a report being written, several sweeps at once, a fetch), every record,
attachment, report file and data file must be whole or absent, with nothing beside them but temporary files
and locks. At the end the same commands must finish with the bytes of a run that nobody disturbed.

Every draw comes from --seed, which is printed; the moments themselves depend on the machine's mood.
Only Python's standard library is used. Ends with 1 where anything was lost, torn or different.
"""

import argparse
import collections
import hashlib
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TRANSIENT = re.compile(r"(^|/)(\.[^/]*\.tmp|\.lock|\.manifest\.json\.unfinished)$|\.timing\.json$")
STUDY = """{
  name: "soak", title: "Soak", question: "Is anything lost?",
  dataset: { name: "strokes", training: 300, test: 60, seed: 1 },
  pixels: "unit", pretextImages: [0, 100], labelledImages: [100, 300],
  subset: "balanced", tests: [{ name: "test", images: [0, 60] }],
  labels: [20, 50], seeds: "seeds/soak.txt", repetitions: 6,
  encoder: [
    { layer: "convolution", filters: 16, kernel: 3, stride: 2, padding: "same", activation: "relu" },
    { layer: "max-pooling", size: 2, stride: 2 },
  ],
  head: [{ layer: "flatten" }, { layer: "dense", units: 10 }],
  pretexts: [ {
    task: "rotation", order: "shuffled",
    head: [{ layer: "flatten" }, { layer: "dense", units: 4 }],
    training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 64, epochs: 60 },
  } ],
  training: { optimizer: { name: "adam", learningRate: 1e-3 }, batchSize: 16, shuffle: true,
    updates: 400, evaluateEvery: 50 },
  arms: [
    { name: "supervised", weights: "random", encoder: "trained" },
    { name: "rotation", weights: "rotation", encoder: "frozen" },
    { name: "random", weights: "random", encoder: "frozen" },
  ],
  analysis: { baseline: "supervised", confidence: 0.95 },
}
"""


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.random = random.Random(options.seed)
        self.kills = collections.Counter()
        self.looks = self.files = 0
        self.problems = []
        self.known = set()
        for name in ("protocols", "seeds"):
            (folder / name).mkdir()
        (folder / "protocols/soak.json5").write_text(STUDY)
        (folder / "seeds/soak.txt").write_text("".join(f"{seed}\n" for seed in range(11, 17)))
        self.mirror = self.find_data()
        # Without a HOME to look into, so that a fetch finds nothing and has to copy.
        self.environment = {
            "PATH": os.environ.get("PATH", ""), "TMPDIR": str(folder / "tmp"),
            "XDG_DATA_HOME": str(folder / "none")}
        (folder / "tmp").mkdir()

    @staticmethod
    def find_data():
        """What a fetch copies: MNIST where this machine has it; None otherwise."""
        places = [os.environ.get("BENCH_DATA"), os.environ.get("XDG_DATA_HOME", "") + "/bench"]
        places.append(str(pathlib.Path.home() / ".local/share/bench"))
        found = (pathlib.Path(place) / "mnist" for place in places if place)
        return next((folder for folder in found if folder.is_dir()), None)

    def start(self, *words):
        return subprocess.Popen(
            [self.options.bench, *words], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def finish(self, *words):
        done = subprocess.run(
            [self.options.bench, *words], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            self.problem(f"'bench {' '.join(words)}' ended with {done.returncode}: {done.stderr}")
        return done

    def problem(self, text):
        self.problems.append(text)
        print(f"soak: {text}", flush=True)

    def seconds(self, *words):
        begin = time.monotonic()
        self.finish(*words)
        return time.monotonic() - begin

    def kill(self, process, after, what):
        time.sleep(after)
        if process.poll() is None:
            self.kills[what] += 1
        process.send_signal(signal.SIGKILL)
        process.wait()

    # What is left

    def results(self, folder):
        """All lasting files below a folder, by path."""
        root = self.folder / folder
        files = {}
        for path in sorted(root.rglob("*")) if root.is_dir() else []:
            name = str(path.relative_to(root))
            if path.is_file() and not TRANSIENT.search(name):
                files[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        return files

    def look(self, folder, whole, what):
        """Every lasting file is one of the undisturbed run's, byte for byte."""
        self.looks += 1
        found = self.results(folder)
        self.files += len(found)
        for name, digest in found.items():
            if whole.get(name) != digest:
                self.problem(f"after a kill of {what}: {folder}/{name} is torn, wrong or a stranger")
        return found

    def look_at_store(self, what):
        found = self.look("store", self.store, what)
        records = {name for name in found if name.endswith(".json")}
        for lost in sorted(self.known - records):
            self.problem(f"after a kill of {what}: {lost} is lost")
        self.known |= records
        for name in records:
            for other in self.store:
                if other.startswith(name[:-len("json")]) and other not in found:
                    self.problem(f"after a kill of {what}: {name} is there without {other}")

    # The turns

    def prepare(self):
        words = ("soak", "--store", "whole", "--out", "whole-report")
        self.sweep_seconds = self.seconds("sweep", *words)
        self.report_seconds = self.seconds("report", "soak", "--store", "whole", "--out", "again")
        self.store, self.report = self.results("whole"), self.results("whole-report")
        shutil.rmtree(self.folder / "again")
        if self.mirror:
            self.fetch_seconds = self.seconds(*self.fetch("whole-data"))
            self.data = self.results("whole-data")

    def fetch(self, folder):
        return ("data", "fetch", "mnist", "--data", folder, "--mirror", f"file://{self.mirror}")

    def kill_sweep(self):
        jobs = str(self.random.randint(1, 4))
        after = self.random.uniform(0, 0.5 * self.sweep_seconds)
        self.kill(self.start("sweep", "soak", "--store", "store", "--jobs", jobs), after, "a sweep")
        self.look_at_store("a sweep")
        self.look("reports/soak", self.report, "a sweep")

    def kill_some_of_many(self):
        count = self.random.randint(2, 4)
        processes = [
            self.start("sweep", "soak", "--store", "store", "--out", f"many-{index}", "--jobs", "2")
            for index in range(count)]
        for process in processes:
            self.kill(
                process, self.random.uniform(0, 0.2 * self.sweep_seconds), "one of many sweeps")
        self.look_at_store("one of many sweeps")
        for index in range(count):
            self.look(f"many-{index}", self.report, "one of many sweeps")

    def kill_report(self):
        out = "killed-report"
        if self.random.random() < 0.3:
            shutil.rmtree(self.folder / out, ignore_errors=True)
        # Most of the time goes by before the first file is written; most kills come then.
        after = self.random.uniform(0.5, 1.05) * self.report_seconds
        self.kill(
            self.start("report", "soak", "--store", "whole", "--out", out), after, "a report")
        self.look(out, self.report, "a report")
        if self.results("whole") != self.store:
            self.problem("a report changed the store")

    def kill_verify(self):
        after = self.random.uniform(0, 0.5 * self.sweep_seconds)
        self.kill(self.start("verify", "whole-report"), after, "a verification")
        self.look("whole-report", self.report, "a verification")

    def kill_fetch(self):
        if self.random.random() < 0.5:
            shutil.rmtree(self.folder / "data", ignore_errors=True)
        after = self.random.uniform(0, 1.1 * self.fetch_seconds)
        self.kill(self.start(*self.fetch("data")), after, "a fetch")
        found = {
            name: digest for name, digest in self.results("data").items() if ".fetch-" not in name}
        for name, digest in found.items():
            if self.data.get(name) != digest:
                self.problem(f"after a kill of a fetch: {name} is torn")

    def stop_and_continue(self):
        process = self.start("sweep", "soak", "--store", "store", "--jobs", "2")
        time.sleep(self.random.uniform(0, 0.2 * self.sweep_seconds))
        process.send_signal(signal.SIGSTOP)
        other = self.start("sweep", "soak", "--store", "store", "--out", "many-0", "--jobs", "1")
        time.sleep(self.random.uniform(0, 0.2 * self.sweep_seconds))
        process.send_signal(signal.SIGCONT)
        time.sleep(self.random.uniform(0, 0.1 * self.sweep_seconds))
        self.kill(process, 0, "a sweep that had been stopped")
        self.kill(other, 0, "one of many sweeps")
        self.look_at_store("a sweep that had been stopped")

    def complete(self):
        """The same commands finish, with the same bytes; then the store is taken away for the next round."""
        for out in ("reports/soak", "many-0"):
            self.finish("sweep", "soak", "--store", "store", "--out", out)
            if self.results(out) != self.report:
                self.problem(f"the finished {out} differs from the undisturbed one")
        if self.results("store") != self.store:
            self.problem("the finished store differs from the undisturbed one")
        self.finish("report", "soak", "--store", "whole", "--out", "killed-report")
        if self.results("killed-report") != self.report:
            self.problem("the finished report differs from the undisturbed one")
        if self.mirror:
            self.finish(*self.fetch("data"))
            found = self.results("data")
            if found != self.data:
                self.problem(f"the finished data differ: {sorted(set(found) ^ set(self.data))}")
        damaged = self.folder / "store/damaged"
        if damaged.exists():
            self.problem(f"records were found damaged: {sorted(os.listdir(damaged))}")
        self.known = set()
        for name in ("store", "reports", "killed-report", "data"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for index in range(4):
            shutil.rmtree(self.folder / f"many-{index}", ignore_errors=True)

    def run(self):
        begin = time.monotonic()
        self.prepare()
        print(
            f"soak: seed {self.options.seed}; undisturbed: {len(self.store)} files of the store, "
            f"{len(self.report)} of the report, {self.sweep_seconds:.2f} s a sweep", flush=True)
        turns = [self.kill_sweep] * 6 + [self.kill_report] * 4
        turns += [self.kill_some_of_many, self.kill_verify, self.stop_and_continue]
        turns += [self.kill_fetch] * 2 if self.mirror else []
        rounds = turn = 0
        limit = self.options.seconds or float("inf")
        while (sum(self.kills.values()) < self.options.kills
               and time.monotonic() - begin < limit):
            self.random.choice(turns)()
            turn += 1
            # A store that is whole has little to lose.
            if turn % 12 == 0:
                self.complete()
                rounds += 1
        self.complete()
        print(
            f"soak: {sum(self.kills.values())} kills in {time.monotonic() - begin:.0f} s, "
            f"{rounds + 1} stores from nothing to whole:")
        for what, count in sorted(self.kills.items()):
            print(f"soak: {count:5} of {what}")
        if not self.mirror:
            print("soak:     0 of a fetch: 'make data' gives it MNIST to copy")
        print(
            f"soak: looked {self.looks} times at {self.files} files; "
            f"{len(self.problems) or 'no'} problem{'s' if len(self.problems) != 1 else ''}: "
            + ("nothing lost, nothing torn, same bytes" if not self.problems else "see above"))
        return 1 if self.problems else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bench", default=str(ROOT / ".build/release/bench"), help="the program")
    parser.add_argument("--kills", type=int, default=100, help="at least so many (default: 100)")
    parser.add_argument("--seconds", type=float, help="begin no other kill after so many")
    parser.add_argument("--seed", type=int, help="of all draws (default: a new one)")
    options = parser.parse_args()
    options.bench = str(pathlib.Path(options.bench).resolve())
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(2**32)
    with tempfile.TemporaryDirectory(prefix="bench-soak-") as folder:
        sys.exit(Soak(options, pathlib.Path(folder)).run())


if __name__ == "__main__":
    main()
