#!/usr/bin/env python3
"""Times whole epochs of the lecture's trainings in JAX.

A compiled step a batch, parameters and optimiser state donated, nothing waited for before the end
of an epoch. Of what was tried this was the fastest, in single runs on one loaded machine, so these
factors are rough: a `lax.scan` over the batches took from five to twelve times as long;
convolutions as products of patches twice as long; pooling by `lax.reduce_window` three times. On
one core, leaving XLA's pool of threads on took 0.93 to 1.26 times as long in the pretext in three
pairs, and 0.98 to 0.99 times in the supervised epochs: no difference to be seen, so it is off.

One epoch, which compiles, is run and not reported. Each measured epoch is one JSON line on standard
output.

    PYTHON jax_epoch.py pretext --data DIR --initial FILE --threads 1 --epochs 3

needs jax in a virtual environment outside the tree.
"""

import functools
import os
import time

from workloads import initial_weights, load, parsed_options, print_line

OPTIONS = parsed_options(__doc__)
# XLA takes its threads when it is first used, and from here.
os.environ["XLA_FLAGS"] = " ".join([
    os.environ.get("XLA_FLAGS", ""),
    f"--xla_cpu_multi_thread_eigen={'true' if OPTIONS.threads > 1 else 'false'}"]).strip()
os.environ["JAX_PLATFORMS"] = "cpu"

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from jax import lax  # noqa: E402


def convolution(x, layer, stride):
    """A SAME convolution, bias and ReLU."""
    kernel, bias = layer
    y = lax.conv_general_dilated(
        x, kernel, (stride, stride), "SAME", dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return jax.nn.relu(y + bias)


def pooled(x):
    """Max-pooling of 2 by 2, VALID.

    By slices: the gradient of `lax.reduce_window` takes much longer on a CPU.
    """
    rows, columns = x.shape[1] // 2 * 2, x.shape[2] // 2 * 2
    x = x[:, :rows, :columns]
    top = jnp.maximum(x[:, ::2, ::2], x[:, ::2, 1::2])
    return jnp.maximum(top, jnp.maximum(x[:, 1::2, ::2], x[:, 1::2, 1::2]))


def logits(parameters, x):
    """The network's outputs: as many convolutions as there are kernels of rank four."""
    x = pooled(convolution(x, parameters[0], 2))
    x = pooled(convolution(x, parameters[1], 1))
    if len(parameters) == 4:
        x = convolution(x, parameters[2], 2)
    kernel, bias = parameters[-1]
    return x.reshape(len(x), -1) @ kernel + bias


def mean_loss(parameters, x, y):
    """Softmax cross-entropy, averaged over a batch."""
    log = jax.nn.log_softmax(logits(parameters, x))
    return -jnp.take_along_axis(log, y[:, None], axis=1).mean()


def adam(parameters, gradients, state):
    """Adam as Keras has it: epsilon beside the uncorrected root."""
    step, first, second = state
    step = step + 1
    first = jax.tree.map(lambda m, g: m + 0.1 * (g - m), first, gradients)
    second = jax.tree.map(lambda v, g: v + 0.001 * (g * g - v), second, gradients)
    rate = 1e-3 * jnp.sqrt(1 - 0.999 ** step) / (1 - 0.9 ** step)
    parameters = jax.tree.map(
        lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), parameters, first, second)
    return parameters, (step, first, second)


def momentum(parameters, gradients, state):
    """SGD with momentum."""
    step, velocity, unused = state
    velocity = jax.tree.map(lambda v, g: 0.9 * v - 1e-3 * g, velocity, gradients)
    return jax.tree.map(jnp.add, parameters, velocity), (step, velocity, unused)


@functools.partial(jax.jit, static_argnums=(0,), donate_argnums=(1, 2))
def train_step(update, parameters, state, x, y):
    """Forward, backward and update on one batch."""
    loss, gradients = jax.value_and_grad(mean_loss)(parameters, x, y)
    return *update(parameters, gradients, state), loss * len(x)


def train_epoch(update, batch, parameters, state, x, y):
    """All batches; returns what changed, and the mean loss of the examples."""
    losses = []
    for first in range(0, len(x), batch):
        images, labels = x[first : first + batch], y[first : first + batch]
        parameters, state, loss = train_step(update, parameters, state, images, labels)
        losses.append(loss)
    return parameters, state, sum(np.asarray(loss).item() for loss in losses) / len(x)


@jax.jit
def validate(parameters, x, y):
    """Loss and right answers."""
    right = (logits(parameters, x).argmax(axis=1) == y).sum()
    return mean_loss(parameters, x, y), right


def main():
    """Trains and prints."""
    work = load(OPTIONS)
    pretext = OPTIONS.workload == "pretext"
    validation = (jnp.asarray(work.validation_x), jnp.asarray(work.validation_y))
    parameters = [tuple(map(jnp.asarray, layer)) for layer in initial_weights(OPTIONS)]
    state = (jnp.zeros(()), *(jax.tree.map(jnp.zeros_like, parameters) for _ in range(2)))
    count = sum(leaf.size for leaf in jax.tree.leaves(parameters))
    update = adam if pretext else momentum
    generator = np.random.default_rng(1)
    x, y = work.x, work.y
    for number in range(1 + OPTIONS.epochs):
        start = time.perf_counter()
        if not pretext:
            order = generator.permutation(len(work.x))
            x, y = work.x[order], work.y[order]
        parameters, state, loss = train_epoch(update, work.batch, parameters, state, x, y)
        if not pretext:
            jax.block_until_ready(validate(parameters, *validation))
        jax.block_until_ready(parameters)
        seconds = time.perf_counter() - start
        if number > 0:
            print_line(f"jax {jax.__version__}", OPTIONS, len(x), count, number, seconds, loss)


if __name__ == "__main__":
    main()
