"""RotNet in PyTorch, a learner of `bench`: pretrained on rotations, then trained on the labelled images.

    python3 torch_rotnet.py REQUEST [--pretext-updates N]

The encoder learns to tell by how many quarter turns an unlabelled image was rotated; then a new head and the
encoder learn from the labelled images. All that is random comes from the request's seed, and PyTorch's
deterministic algorithms on one thread give the same answer again on the same machine and version.

Reference: S. Gidaris, P. Singh, N. Komodakis, "Unsupervised Representation Learning by Predicting Image
Rotations", ICLR 2018, arXiv:1803.07728.
"""

import argparse
import json
import os

os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"

import numpy as np
import torch
from torch import nn


def images(part):
    """Images of a request: floats from 0 to 1, **shape** (count, channels, rows, columns)."""
    data = torch.from_numpy(np.load(part["images"], allow_pickle=False)).float() / 255
    return data[:, None] if data.ndim == 3 else data.permute(0, 3, 1, 2).contiguous()


def encoder(channels):
    """Three convolutions, halving the sides twice."""
    return nn.Sequential(
        nn.Conv2d(channels, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 3, padding=1), nn.ReLU(),
    )


def train(network, updates, batch, generator):
    """So many updates of Adam; `batch` draws inputs and targets."""
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)
    network.train()
    for _ in range(updates):
        inputs, targets = batch(generator)
        loss = nn.functional.cross_entropy(network(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return float(loss.detach())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("request")
    parser.add_argument("--pretext-updates", type=int, default=1000)
    arguments = parser.parse_args()
    with open(arguments.request, encoding="utf-8") as file:
        request = json.load(file)

    torch.manual_seed(request["seed"])
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)
    generator = torch.Generator().manual_seed(request["seed"])

    unlabelled, labelled, test = (images(request[key]) for key in ("unlabelled", "labelled", "test"))
    labels = torch.from_numpy(np.load(request["labelled"]["labels"], allow_pickle=False)).long()
    size = request["budget"]["batchSize"]
    updates = request["budget"].get("updates") or (
        request["budget"]["epochs"] * -(-len(labelled) // size)
    )
    features = encoder(labelled.shape[1])
    width = features(labelled[:1]).numel()
    log = [f"PyTorch {torch.__version__}"]

    def rotated(generator):
        indices = torch.randint(len(unlabelled), (max(size // 4, 1),), generator=generator)
        turns = torch.cat([torch.rot90(unlabelled[indices], k, (2, 3)) for k in range(4)])
        return turns, torch.arange(4).repeat_interleave(len(indices))

    if len(unlabelled):
        pretext = nn.Sequential(features, nn.Flatten(), nn.Linear(width, 4))
        loss = train(pretext, arguments.pretext_updates, rotated, generator)
        log.append(f"rotations: last loss {loss:.4f}")

    def drawn(generator):
        indices = torch.randint(len(labelled), (min(size, len(labelled)),), generator=generator)
        return labelled[indices], labels[indices]

    network = nn.Sequential(features, nn.Flatten(), nn.Linear(width, request["classes"]))
    loss = train(network, updates, drawn, generator)
    log.append(f"{len(labelled)} labels: last loss {loss:.4f}")

    network.eval()
    with torch.no_grad():
        predictions = torch.cat([network(part).argmax(1) for part in test.split(500)])
    with open(request["answer"], "w", encoding="utf-8") as file:
        json.dump({"predictions": predictions.tolist(), "log": "\n".join(log)}, file)


if __name__ == "__main__":
    main()
