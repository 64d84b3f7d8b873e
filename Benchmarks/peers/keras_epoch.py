#!/usr/bin/env python3
"""Times whole epochs of the lecture's trainings in Keras on TensorFlow.

Forward, backward and update, with everything that `fit` does, and nothing around it. One warm-up
epoch (tracing, allocation) is run and not reported. Each measured epoch is one JSON line on
standard output.

    PYTHON keras_epoch.py pretext --data DIR --initial FILE --threads 1 --epochs 3

needs tensorflow-cpu in a virtual environment outside the tree. `fit` is left to its default, not
to compile with XLA. `jit_compile=True`, run in turn with it on a loaded two-core machine, took 2.2 to
2.3 times as long in the pretext on one core (three pairs), 2.1 and 2.4 times on two cores, and 1.03
and 1.24 times in the supervised epochs.
"""

import time

import keras
import tensorflow as tf
from keras_lecture import classifier, pretext_model, set_threads, trunk
from workloads import initial_weights, load, parsed_options, print_line


class EpochClock(keras.callbacks.Callback):
    """Seconds and loss of every epoch, validation included, by a monotonic clock."""

    def __init__(self) -> None:
        super().__init__()
        self.epochs: list[tuple[float, float]] = []
        self.start = 0.0

    def on_epoch_begin(self, epoch, logs=None) -> None:
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None) -> None:
        self.epochs.append((time.perf_counter() - self.start, logs["loss"]))


def main() -> None:
    """Parses the command line, trains, prints."""
    options = parsed_options(__doc__)
    set_threads(options.threads)
    work = load(options)
    if options.workload == "pretext":
        model = pretext_model(1, options.filters)
    else:
        model = classifier(trunk(1, options.filters), 1)
    model.set_weights([array for layer in initial_weights(options) for array in layer])
    one_hot = keras.utils.to_categorical(work.y, work.classes)
    validation = None
    if len(work.validation_x) > 0:
        targets = keras.utils.to_categorical(work.validation_y, work.classes)
        validation = (work.validation_x, targets)
    clock = EpochClock()
    model.fit(
        work.x, one_hot, batch_size=work.batch, epochs=1 + options.epochs, verbose=0,
        shuffle=options.workload == "supervised", validation_data=validation, callbacks=[clock])
    peer = f"keras {keras.__version__}, tensorflow {tf.__version__}"
    for epoch, (seconds, loss) in enumerate(clock.epochs[1:], start=1):
        print_line(peer, options, len(work.x), model.count_params(), epoch, seconds, loss)


if __name__ == "__main__":
    main()
