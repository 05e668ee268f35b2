"""What every Python side shares: the data and the networks to train, and the commands read from standard input.

    load NAME ORDER   makes the network NAME ready, with its initial weights and its samples in the order ORDER
    train N           makes N training steps; answers "SECONDS LOSS", the time they took and the last step's loss
"""

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np


class Work:
    """The folder that the benchmark hands over: the networks, their initial weights and the orders of the samples."""

    def __init__(self, folder, data):
        self.folder = Path(folder)
        self.data = Path(data)

    def images(self):
        """The training images, 60000×784 bytes."""
        return self._idx("train-images-idx3-ubyte.gz", header=16).reshape(-1, 784)

    def labels(self):
        return self._idx("train-labels-idx1-ubyte.gz", header=8).astype(np.int64)

    def batches(self, order, size):
        """The samples of each mini-batch, one batch a row."""
        return np.fromfile(self.folder / f"{order}.i32", np.int32).astype(np.int64).reshape(-1, size)

    def network(self, name):
        """What to train, and the inputs×outputs weights of each affine layer."""
        network = json.loads((self.folder / f"{name}.json").read_text())
        values = np.fromfile(self.folder / f"{name}.f64")
        shapes = list(zip(network["sizes"], network["sizes"][1:]))
        ends = np.cumsum([inputs * outputs for inputs, outputs in shapes])
        parts = np.split(values, ends[:-1])
        return network, [part.reshape(shape) for part, shape in zip(parts, shapes)]

    def _idx(self, name, header):
        with gzip.open(self.data / name) as file:
            return np.frombuffer(file.read(), np.uint8, offset=header)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True, help="the folder with the networks")
    parser.add_argument("--data", required=True, help="the folder with MNIST")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--dtype", choices=["float64", "float32"], default="float64")
    return parser.parse_args()


def serve(load, **more):
    """Answers commands until standard input ends. `load(name, order)` returns a function that trains for N steps and returns the loss."""
    train = None
    for line in sys.stdin:
        command, *words = line.split()
        if command == "load":
            train = load(*words)
            answer = "ready"
        elif command == "train":
            start = time.perf_counter()
            loss = train(int(words[0]))
            answer = f"{time.perf_counter() - start!r} {loss!r}"
        else:
            answer = more[command](int(words[0]))
        print(answer, flush=True)
