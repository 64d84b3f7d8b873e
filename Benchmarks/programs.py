"""Runs a program on cores of its own and reads the JSON lines that it prints."""

import json
import os
import statistics
import subprocess
import tempfile

CORES = sorted(os.sched_getaffinity(0))


class ProgramError(Exception):
    """A program that failed, with the last of what it said."""


class Program:
    """A program that prints a JSON line an epoch.

    It is held to `cores` cores by affinity: a framework's input pipeline has threads of its own,
    whatever number of threads it is told to compute with. With `copies` it runs as often at the
    same time, each on `cores` cores, if there are so many.
    """

    def __init__(self, command, cores=1, copies=1, level=None):
        self.command = [str(word) for word in command]
        self.cores = cores
        self.copies = copies
        self.environment = dict(os.environ, TF_CPP_MIN_LOG_LEVEL="3")
        if level:
            self.environment["BENCH_CPU"] = level

    def _start(self, index):
        # From the last core on: the first ones serve the system's interrupts.
        last = len(CORES) - index * self.cores
        allowed = CORES[max(0, last - self.cores):last] or CORES
        output, errors = tempfile.TemporaryFile("w+"), tempfile.TemporaryFile("w+")
        process = subprocess.Popen(
            self.command, stdout=output, stderr=errors, text=True, env=self.environment,
            preexec_fn=lambda: os.sched_setaffinity(0, allowed))
        return process, output, errors

    def run(self):
        """Runs to the end; all lines, and the largest resident set of one copy in MiB."""
        started = [self._start(index) for index in range(self.copies)]
        lines, memory, failure = [], 0, None
        for process, output, errors in started:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            memory = max(memory, usage.ru_maxrss / 1024)
            output.seek(0)
            errors.seek(0)
            text = [line for line in errors.read().splitlines() if line.strip()]
            if process.returncode != 0:
                failure = f"exit status {process.returncode}: {' / '.join(text[-2:])}"
            lines += [json.loads(line) for line in output if line.startswith("{")]
        if failure:
            raise ProgramError(f"{' '.join(self.command)}: {failure}")
        return lines, memory

    def measure(self):
        """The median epoch of a run."""
        lines, memory = self.run()
        return Epoch(lines, memory, self.copies)


class Epoch:
    """The median epoch of one run of a program."""

    def __init__(self, lines, memory, copies):
        # Measured in the same process, before the epochs and behind them.
        peaks = [line["rate"] for line in lines if line["workload"] == "peak"]
        self.peak = statistics.median(peaks) if peaks else None
        lines = [line for line in lines if line["workload"] != "peak"]
        first = lines[0]
        self.peer = first["peer"]
        self.memory = memory
        self.parameters = first["parameters"]
        self.examples = first["examples"]
        self.operations = first.get("operations")
        self.loss = lines[-1]["loss"]
        # Seconds for the epoch of one training, where several go on at the same time.
        self.seconds = statistics.median(
            line["seconds"] / line["trainings"] for line in lines) / copies
