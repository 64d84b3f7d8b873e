#!/usr/bin/env python3
"""Times whole epochs of the lecture's pretext training in Keras.

An epoch is 40,000 rotated images of raw pixels in batches of 192 with Adam, not
shuffled: forward, backward and update, with everything that `fit` does. One
warm-up epoch (tracing, allocation) is run and not reported. Each measured epoch
is one JSON line on standard output.

    ~/keras/bin/python keras_epoch.py --data DIR --threads 1 --epochs 3

needs `pip install tensorflow-cpu` in a virtual environment outside the tree.
"""

import argparse
import json
import pathlib
import time

import keras
import tensorflow as tf
from idx import read_set
from keras_lecture import pretext_model, rotated, set_threads


class EpochClock(keras.callbacks.Callback):
    """Seconds of every epoch, by a monotonic clock."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self.start = 0.0

    def on_epoch_begin(self, epoch, logs=None) -> None:
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None) -> None:
        self.seconds.append(time.perf_counter() - self.start)


def main() -> None:
    """Parses the command line, trains, prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=3, help="measured epochs, after one warm-up")
    parser.add_argument("--images", type=int, default=10_000, help="images before rotation")
    parser.add_argument("--jit", action="store_true", help="compile with XLA (off by default)")
    options = parser.parse_args()
    set_threads(options.threads)
    x, y = rotated(read_set(options.data)["train images"][: options.images])
    model = pretext_model(seed=1)
    model.jit_compile = options.jit
    clock = EpochClock()
    model.fit(
        x,
        y,
        batch_size=192,
        epochs=1 + options.epochs,
        verbose=0,
        shuffle=False,
        callbacks=[clock],
    )
    for epoch, seconds in enumerate(clock.seconds[1:], start=1):
        line = {
            "peer": f"keras {keras.__version__}, tensorflow {tf.__version__}",
            "threads": options.threads,
            "jit": options.jit,
            "examples": len(x),
            "epoch": epoch,
            "seconds": round(seconds, 4),
        }
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
