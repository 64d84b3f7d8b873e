#!/usr/bin/env python3
"""Times the parts of the default study (protocols/rotnet-mnist.json5) in Keras.

A sweep is made of few kinds of work, each repeated many times. This measures every kind some times
and prints one JSON line for each time; Benchmarks/sweep_parts.py multiplies.

  epoch       of the pretext: 40,000 shuffled examples in batches of 192, Adam
  trained N   50 updates of the whole classifier with N labels, a fifth of which validate after them
  frozen N    the same of a dense head over features that were computed once
  features    of 10,000 images, by the encoder
  test trained, test frozen   on 10,000 images, or on their features

The first of each kind in a model, which traces, is printed as kind "first ...". Input comes from
`tf.data`, shuffled, repeated and prefetched, so that short epochs cost nothing.

    PYTHON keras_sweep.py --data DIR --threads 2 --times 4 --labels 100,1000,5000
"""

import argparse
import json
import pathlib
import time

import keras
import numpy as np
import tensorflow as tf
from idx import read_set
from keras import layers
from keras_epoch import EpochClock
from keras_lecture import glorot, pretext_model, set_threads, trunk
from workloads import rotated

PIXEL = np.float32(1 / 255)


def show(kind: str, seconds: float) -> None:
    """One measurement."""
    peer = f"keras {keras.__version__}, tensorflow {tf.__version__}"
    print(json.dumps({"peer": peer, "kind": kind, "seconds": seconds}), flush=True)


def show_epochs(kind: str, clock: EpochClock) -> None:
    """The epochs of a `fit`, the first of which traced."""
    show(f"first {kind}", clock.epochs[0][0])
    for seconds, _ in clock.epochs[1:]:
        show(kind, seconds)


def dataset(x: np.ndarray, y: np.ndarray, batch: int) -> tf.data.Dataset:
    """Shuffled batches without end."""
    examples = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x))
    return examples.batch(batch).repeat().prefetch(tf.data.AUTOTUNE)


def compiled(body: list, shape: tuple) -> keras.Model:
    """A classifier for the default study's optimiser and stopping rule."""
    model = keras.Sequential([
        keras.Input(shape), *body, layers.Flatten(),
        layers.Dense(10, activation="softmax", kernel_initializer=glorot(1, 5))])
    model.compile(
        optimizer=keras.optimizers.Adam(1e-3, epsilon=1e-7),
        loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def time_rounds(kind: str, model: keras.Model, x, y, times: int) -> None:
    """Rounds of 50 updates and a validation on the last fifth."""
    split = len(x) * 4 // 5
    clock = EpochClock()
    stopping = keras.callbacks.EarlyStopping(
        monitor="val_loss", patience=20, restore_best_weights=True)
    model.fit(
        dataset(x[:split], y[:split], 32), steps_per_epoch=50, epochs=1 + times, verbose=0,
        validation_data=(x[split:], y[split:]), validation_batch_size=256,
        callbacks=[clock, stopping])
    show_epochs(kind, clock)


def time_test(kind: str, model: keras.Model, x, y, times: int) -> None:
    """Tests on 10,000 examples."""
    for number in range(1 + times):
        start = time.perf_counter()
        model.evaluate(x, y, batch_size=256, verbose=0)
        show(kind if number else f"first {kind}", time.perf_counter() - start)


def time_features(encoder: keras.Model, x: np.ndarray, times: int) -> np.ndarray:
    """Passes of 10,000 images through the encoder; returns the features."""
    for number in range(1 + times):
        start = time.perf_counter()
        features = encoder.predict(x, batch_size=256, verbose=0)
        show("features" if number else "first features", time.perf_counter() - start)
    return features


def time_pretext(images: np.ndarray, times: int) -> keras.Model:
    """Epochs of the pretext; returns the network."""
    model = pretext_model(1)
    x, y = rotated(images)
    clock = EpochClock()
    model.fit(
        x * PIXEL, y, batch_size=192, epochs=1 + times, verbose=0, shuffle=True,
        callbacks=[clock])
    show_epochs("epoch", clock)
    return model


def main() -> None:
    """Measures every kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--times", type=int, default=4, help="measurements of a kind")
    parser.add_argument("--labels", default="100,1000,5000")
    options = parser.parse_args()
    set_threads(options.threads)
    arrays = read_set(options.data)
    train = arrays["train images"].astype(np.float32)[..., np.newaxis] * PIXEL
    test = arrays["test images"].astype(np.float32)[..., np.newaxis] * PIXEL
    train_y, test_y = (np.eye(10, dtype=np.float32)[arrays[f"{part} labels"]]
                       for part in ("train", "test"))
    # Epochs of the pretext are long: fewer do.
    pretext = time_pretext(arrays["train images"][:10_000], max(1, options.times // 2))
    encoder = keras.Sequential([keras.Input((28, 28, 1)), *pretext.layers[:4]])
    encoder.trainable = False
    features = time_features(encoder, test, options.times)
    for labels in map(int, options.labels.split(",")):
        labelled = slice(10_000, 10_000 + labels)
        model = compiled(trunk(1), (28, 28, 1))
        time_rounds(f"trained {labels}", model, train[labelled], train_y[labelled], options.times)
        head = compiled([], features.shape[1:])
        values = encoder.predict(train[labelled], batch_size=256, verbose=0)
        time_rounds(f"frozen {labels}", head, values, train_y[labelled], options.times)
    time_test("test trained", model, test, test_y, options.times)
    time_test("test frozen", head, features, test_y, options.times)


if __name__ == "__main__":
    main()
