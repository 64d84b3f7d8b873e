#!/usr/bin/env python3
"""Times whole epochs of the lecture's trainings in PyTorch.

A plain loop over slices of one tensor, without a `DataLoader`, whose workers cost more than they
give on data in memory. The layout is `channels_last` in the supervised epochs, which then took
0.65 to 0.76 times as long in three pairs of runs, and PyTorch's own in the pretext, where it made
no difference (0.97, 0.98 and 1.02 times). `torch.compile` took half as long again in the pretext
(1.48 to 1.54 times). One warm-up epoch is run and not reported. Each measured
epoch is one JSON line on standard output.

    PYTHON torch_epoch.py pretext --data DIR --initial FILE --threads 1 --epochs 3

needs torch in a virtual environment outside the tree.
"""

import time

import torch
from torch import nn
from torch.nn import functional
from workloads import initial_weights, load, parsed_options, print_line


class Network(nn.Module):
    """The lecture's networks, padded as TensorFlow's SAME: an odd zero goes below and right."""

    def __init__(self, classes: int, pretext: bool, filters: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(1, filters, 3, stride=2)
        self.second = nn.Conv2d(filters, filters // 2, 3, padding=1)
        self.third = nn.Conv2d(filters // 2, 16, 3, stride=2, padding=1) if pretext else None
        self.last = nn.Linear(64 if pretext else 9 * (filters // 2), classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Logits of images (n × 1 × 28 × 28)."""
        x = functional.relu(self.first(functional.pad(x, (0, 1, 0, 1))))
        x = functional.max_pool2d(x, 2)
        x = functional.max_pool2d(functional.relu(self.second(x)), 2)
        if self.third is not None:
            x = functional.relu(self.third(x))
        return self.last(x.flatten(1))


@torch.no_grad()
def set_weights(network: Network, weights: list) -> None:
    """Takes weights in Keras' order: output channels go first, and channels before rows."""
    for layer, (kernel, bias) in zip(network.children(), weights):
        values = torch.from_numpy(kernel)
        if isinstance(layer, nn.Linear):
            side = 2 if layer.out_features == 4 else 3
            values = values.reshape(side, side, -1, layer.out_features).permute(3, 2, 0, 1)
            layer.weight.copy_(values.flatten(1))
        else:
            layer.weight.copy_(values.permute(3, 2, 0, 1))
        layer.bias.copy_(torch.from_numpy(bias))


def train_epoch(network, optimizer, x, y, batch) -> float:
    """All batches; the mean loss of the examples."""
    total = torch.zeros(())
    for images, labels in zip(x.split(batch), y.split(batch)):
        optimizer.zero_grad(set_to_none=True)
        loss = functional.cross_entropy(network(images), labels)
        loss.backward()
        optimizer.step()
        total += loss.detach() * len(images)
    return total.item() / len(x)


def validate(network, x, y, batch) -> tuple[float, int]:
    """The mean loss of the examples, and the right answers."""
    loss, right = 0.0, 0
    with torch.inference_mode():
        for images, labels in zip(x.split(batch), y.split(batch)):
            outputs = network(images)
            loss += functional.cross_entropy(outputs, labels, reduction="sum").item()
            right += int((outputs.argmax(1) == labels).sum())
    return loss / len(x), right


def main() -> None:
    """Parses the command line, trains, prints."""
    options = parsed_options(__doc__)
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    work = load(options)
    pretext = options.workload == "pretext"
    tensor = lambda images: torch.from_numpy(images).permute(0, 3, 1, 2)  # noqa: E731
    x, y = tensor(work.x), torch.from_numpy(work.y).long()
    validation = tensor(work.validation_x), torch.from_numpy(work.validation_y).long()
    network = Network(work.classes, pretext, options.filters)
    set_weights(network, initial_weights(options))
    if not pretext:
        network = network.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
        validation = (
            validation[0].contiguous(memory_format=torch.channels_last), validation[1])
    count = sum(weights.numel() for weights in network.parameters())
    if pretext:
        optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7, fused=True)
    else:
        optimizer = torch.optim.SGD(network.parameters(), lr=1e-3, momentum=0.9, fused=True)
    for epoch in range(1 + options.epochs):
        start = time.perf_counter()
        order = None if pretext else torch.randperm(len(x))
        shuffled = (x, y) if pretext else (x[order], y[order])
        loss = train_epoch(network, optimizer, *shuffled, work.batch)
        if not pretext:
            validate(network, *validation, work.batch)
        seconds = time.perf_counter() - start
        if epoch > 0:
            print_line(
                f"torch {torch.__version__}", options, len(x), count, epoch, seconds, loss)


if __name__ == "__main__":
    main()
