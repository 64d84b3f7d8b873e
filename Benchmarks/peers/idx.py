"""Reads MNIST-like IDX files (plain or gzipped) for the Keras peers.

Independent of the Swift reader on purpose: a peer that shared its code would
share its mistakes.
"""

import gzip
import pathlib
import struct

import numpy as np

FILES = {
    "train images": "train-images-idx3-ubyte",
    "train labels": "train-labels-idx1-ubyte",
    "test images": "t10k-images-idx3-ubyte",
    "test labels": "t10k-labels-idx1-ubyte",
}


def read_idx(path: pathlib.Path) -> np.ndarray:
    """The unsigned bytes of one IDX file, in the shape that its header states."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    zeros, kind, rank = struct.unpack(">HBB", raw[:4])
    if zeros != 0 or kind != 8 or rank not in (1, 3):
        raise SystemExit(f"{path}: not an IDX file of unsigned bytes in 1 or 3 dimensions")
    start = 4 + 4 * rank
    shape = struct.unpack(f">{rank}I", raw[4:start])
    data = np.frombuffer(raw, np.uint8, offset=start)
    if data.size != np.prod(shape):
        raise SystemExit(f"{path}: {data.size} bytes of data, the header states {shape}")
    return data.reshape(shape)


def read_set(directory: pathlib.Path) -> dict[str, np.ndarray]:
    """The four arrays of a folder, keyed as in ``FILES``."""
    arrays = {}
    for name, stem in FILES.items():
        candidates = [directory / stem, directory / (stem + ".gz")]
        found = [path for path in candidates if path.is_file()]
        if not found:
            raise SystemExit(f"{directory}: neither {stem} nor {stem}.gz is there")
        arrays[name] = read_idx(found[0])
    for part in ("train", "test"):
        images, labels = arrays[f"{part} images"], arrays[f"{part} labels"]
        if len(images) != len(labels):
            raise SystemExit(f"{directory}: {len(images)} {part} images, {len(labels)} labels")
    return arrays
