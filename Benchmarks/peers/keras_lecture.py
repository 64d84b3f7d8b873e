#!/usr/bin/env python3
"""The lecture's protocol, to the letter, in Keras: a peer to compare `bench` with.

It shares no code, no random numbers and no kernels with `bench`, so agreement
of the two distributions of accuracy is evidence for both. Every quirk of the
lecture is kept: raw pixels from 0 to 255, a rotated set that is not shuffled
and whose index 4*i-4 wraps, batches of 64 in one arm and 32 in the other, and
early stopping on *training* accuracy that keeps the last epoch's weights.

    python3 -m venv ~/keras && ~/keras/bin/pip install tensorflow-cpu
    ~/keras/bin/python keras_lecture.py --data DIR --seeds 1,2,3,4,5 --threads 1 --out keras.csv

(in a virtual environment outside the tree). One CSV row a seed, arm and test
set is appended as soon as it is known; arms run in the order given, each over
all seeds.
"""

import argparse
import csv
import pathlib

import keras
import numpy as np
import tensorflow as tf
from idx import read_set
from keras import layers
from workloads import parameter_count, rotated

PRETEXT_EPOCHS = 50
DOWNSTREAM_EPOCHS = 50
COLUMNS = ["arm", "seed", "test", "correct", "total", "accuracy", "epochs", "pretext_accuracy"]


def glorot(seed: int, place: int) -> keras.initializers.Initializer:
    """Keras' default initialiser, seeded for one layer.

    The global seed of TensorFlow is never set: with it, Keras 3 shuffles the examples in the *same*
    order in every epoch, which stops training early and costs several points of accuracy here.
    """
    return keras.initializers.GlorotUniform(seed=1000 * seed + place)


def trunk(seed: int, filters: int = 64) -> list[keras.layers.Layer]:
    """The four layers that both networks of the lecture begin with; it has 64 filters."""
    return [
        layers.Conv2D(filters, (3, 3), strides=(2, 2), activation="relu", padding="same",
                      kernel_initializer=glorot(seed, 1)),
        layers.MaxPool2D(pool_size=(2, 2), strides=(2, 2)),
        layers.Conv2D(filters // 2, (3, 3), strides=(1, 1), activation="relu", padding="same",
                      kernel_initializer=glorot(seed, 2)),
        layers.MaxPool2D(pool_size=(2, 2), strides=(2, 2)),
    ]


def pretext_model(seed: int, filters: int = 64) -> keras.Model:
    """The 4-way rotation network: 23,988 parameters with the lecture's 64 filters."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *trunk(seed, filters),
            layers.Conv2D(16, (3, 3), strides=(2, 2), activation="relu", padding="same",
                          kernel_initializer=glorot(seed, 3)),
            layers.Flatten(),
            layers.Dense(4, activation="softmax", kernel_initializer=glorot(seed, 4)),
        ]
    )
    assert model.count_params() == parameter_count("pretext", filters)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def classifier(first: list[keras.layers.Layer], seed: int) -> keras.Model:
    """Ten classes over the given four layers, with the optimiser of both arms."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            *first,
            layers.Flatten(),
            layers.Dense(10, activation="softmax", kernel_initializer=glorot(seed, 5)),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.001, momentum=0.9),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def fit_classifier(model: keras.Model, data: dict, batch: int, epochs: int) -> int:
    """Trains as the lecture does; returns the number of epochs that ran."""
    # Shuffled by default. Keras 3 finds the direction of 'accuracy' from the metric itself
    # (larger is better), as Keras 2 did from the name; no best weights are restored.
    stopping = keras.callbacks.EarlyStopping(monitor="accuracy", patience=7)
    images, labels = data["labelled"]
    history = model.fit(
        images,
        labels,
        batch_size=batch,
        validation_split=0.2,
        epochs=epochs,
        verbose=0,
        callbacks=[stopping],
    )
    return len(history.history["accuracy"])


def run_supervised(data: dict, seed: int, options: argparse.Namespace) -> tuple[keras.Model, int, str]:
    """All 21,994 parameters from 800 labelled images."""
    model = classifier(trunk(seed), seed)
    trainable = sum(int(np.prod(w.shape)) for w in model.trainable_weights)
    assert trainable == 21_994
    return model, fit_classifier(model, data, 32, options.epochs), ""


def run_rotation(data: dict, seed: int, options: argparse.Namespace) -> tuple[keras.Model, int, str]:
    """Pretext training, then a new head over the frozen first four layers."""
    pretext = pretext_model(seed)
    x, y = data["pretext"]
    history = pretext.fit(
        x, y, batch_size=192, epochs=options.pretext_epochs, verbose=0, shuffle=False
    )
    pretext.trainable = False
    model = classifier(pretext.layers[:4], seed)
    trainable = sum(int(np.prod(w.shape)) for w in model.trainable_weights)
    assert trainable == 2_890
    epochs = fit_classifier(model, data, 64, options.epochs)
    return model, epochs, f"{history.history['accuracy'][-1]:.6f}"


ARMS = {"supervised": run_supervised, "rotation": run_rotation}


def lecture_data(directory: pathlib.Path) -> dict:
    """The lecture's subsets, as float32 from 0 to 255."""
    arrays = read_set(directory)
    images = {
        part: arrays[f"{part} images"].astype(np.float32)[..., np.newaxis]
        for part in ("train", "test")
    }
    one_hot = np.eye(10, dtype=np.float32)[arrays["train labels"][10_000:11_000]]
    return {
        "pretext": rotated(arrays["train images"][:10_000]),
        "labelled": (images["train"][10_000:11_000], one_hot),
        "tests": {
            "lecture-300": (images["test"][300:600], arrays["test labels"][300:600]),
            "test-10000": (images["test"], arrays["test labels"]),
        },
    }


def set_threads(count: int) -> None:
    """Limits TensorFlow's two thread pools; only possible before its first operation."""
    tf.config.threading.set_intra_op_parallelism_threads(count)
    tf.config.threading.set_inter_op_parallelism_threads(count)


def parsed_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--data", type=pathlib.Path, required=True, help="folder of the four IDX files")
    add("--seeds", default="1,2,3,4,5", help="seeds, separated by commas")
    add("--arms", default="supervised,rotation", help="arms, separated by commas")
    add("--threads", type=int, default=1, help="threads of each of TensorFlow's pools")
    add("--out", type=pathlib.Path, required=True, help="CSV file to write")
    add("--epochs", type=int, default=DOWNSTREAM_EPOCHS, help="most epochs (lecture: 50)")
    add("--pretext-epochs", type=int, default=PRETEXT_EPOCHS, help="epochs (lecture: 50)")
    options = parser.parse_args()
    options.seeds = [int(seed) for seed in options.seeds.split(",")]
    options.arms = options.arms.split(",")
    unknown = [arm for arm in options.arms if arm not in ARMS]
    if unknown:
        parser.error(f"unknown arm {unknown[0]}; the lecture has {', '.join(ARMS)}")
    return options


def main() -> None:
    """Runs every arm over every seed and writes a row a test set."""
    options = parsed_options()
    set_threads(options.threads)
    data = lecture_data(options.data)
    with options.out.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for arm in options.arms:
            for seed in options.seeds:
                keras.backend.clear_session()
                model, epochs, pretext_accuracy = ARMS[arm](data, seed, options)
                for test, (images, labels) in data["tests"].items():
                    guess = model.predict(images, batch_size=64, verbose=0).argmax(axis=1)
                    correct, total = int((guess == labels).sum()), len(labels)
                    accuracy = f"{correct / total:.6f}"
                    writer.writerow(
                        [arm, seed, test, correct, total, accuracy, epochs, pretext_accuracy]
                    )
                file.flush()


if __name__ == "__main__":
    main()
