"""The workloads of the benchmarks, as arrays: what every peer trains on, and the line it prints.

Shared by the peers and by nothing else: the engine has its own reading, rotating and counting.
"""

import argparse
import dataclasses
import json
import pathlib

import numpy as np
from idx import read_set

BATCH = {"pretext": 192, "supervised": 32}
CLASSES = {"pretext": 4, "supervised": 10}


def rotated(images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each image at four rotations, side by side, with one-hot rotation labels.

    Index 4*i-4 is the lecture's: image 0 lands at the end of the arrays.
    """
    count = len(images)
    x = np.zeros((4 * count, 28, 28), np.float32)
    y = np.zeros((4 * count, 4), np.float32)
    for i in range(count):
        for k in range(4):
            x[4 * i - 4 + k] = np.rot90(images[i], k=k)
            y[4 * i - 4 + k, k] = 1
    return x.reshape(-1, 28, 28, 1), y


def parsed_options(description: str) -> argparse.Namespace:
    """The command line, the same for every peer."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("workload", choices=sorted(BATCH))
    add("--data", type=pathlib.Path, required=True, help="a folder with MNIST's IDX files")
    add("--threads", type=int, default=1, help="threads to compute with")
    add("--epochs", type=int, default=3, help="measured epochs, after one that is not")
    add("--images", type=int, default=10_000, help="pretext: images before rotation")
    add("--filters", type=int, default=64, help="filters of the first convolution")
    add("--initial", type=pathlib.Path, required=True,
        help="initial weights, as engine-benchmark writes them with this option")
    return parser.parse_args()


@dataclasses.dataclass
class Workload:
    """Examples of a training: raw pixels (n × 28 × 28 × 1), and a class each."""

    name: str
    x: np.ndarray
    y: np.ndarray
    validation_x: np.ndarray
    validation_y: np.ndarray

    @property
    def batch(self) -> int:
        """Examples an update."""
        return BATCH[self.name]

    @property
    def classes(self) -> int:
        """Outputs of the network."""
        return CLASSES[self.name]


def load(options: argparse.Namespace) -> Workload:
    """The arrays of a workload; the pretext has no validation examples."""
    arrays = read_set(options.data)
    images, labels = arrays["train images"], arrays["train labels"]
    if options.workload == "pretext":
        x, y = rotated(images[: options.images])
        y = y.argmax(axis=1)
        return Workload("pretext", x, y.astype(np.int32), x[:0], y[:0].astype(np.int32))
    x = images[10_000:11_000].astype(np.float32)[..., np.newaxis]
    y = labels[10_000:11_000].astype(np.int32)
    return Workload("supervised", x[:800], y[:800], x[800:], y[800:])


def kernel_shapes(workload: str, filters: int) -> list[tuple[int, ...]]:
    """The kernels of the lecture's networks: row, column, input channel, output channel."""
    half = filters // 2
    encoder = [(3, 3, 1, filters), (3, 3, filters, half)]
    if workload == "pretext":
        return [*encoder, (3, 3, half, 16), (64, 4)]
    return [*encoder, (9 * half, 10)]


def parameter_count(workload: str, filters: int) -> int:
    """Weights and biases of the lecture's networks: 23,988 and 21,994 with 64 filters."""
    shapes = kernel_shapes(workload, filters)
    return sum(int(np.prod(shape)) + shape[-1] for shape in shapes)


def initial_weights(options: argparse.Namespace) -> list[tuple[np.ndarray, np.ndarray]]:
    """A kernel and a bias a layer, in Keras' order: all programs begin with the same."""
    values = np.fromfile(options.initial, "<f4")
    expected = parameter_count(options.workload, options.filters)
    if len(values) != expected:
        raise SystemExit(f"{options.initial}: {len(values)} weights, the network has {expected}")
    weights = []
    for shape in kernel_shapes(options.workload, options.filters):
        count = int(np.prod(shape))
        kernel, bias, values = np.split(values, [count, count + shape[-1]])
        weights.append((kernel.reshape(shape), bias))
    return weights


def print_line(peer: str, options: argparse.Namespace, examples: int, parameters: int,
               epoch: int, seconds: float, loss: float) -> None:
    """One measured epoch, as the engine's benchmark prints it."""
    expected = parameter_count(options.workload, options.filters)
    if parameters != expected:
        raise SystemExit(f"{peer}: {parameters} parameters, the lecture's network has {expected}")
    print(json.dumps({
        "peer": peer, "workload": options.workload, "threads": options.threads, "trainings": 1,
        "examples": examples, "parameters": parameters, "epoch": epoch,
        "seconds": round(seconds, 6), "loss": float(loss)}), flush=True)
