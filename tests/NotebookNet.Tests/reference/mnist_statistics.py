"""Counts, class balance, mean and standard deviation of MNIST, read from its files by NumPy alone.

Prints what MnistTests expects. Run in the repository's root.
"""

import gzip

import numpy as np

for part in ("train", "t10k"):
    with gzip.open(f"data/mnist/{part}-images-idx3-ubyte.gz") as file:
        pixels = np.frombuffer(file.read()[16:], np.uint8).reshape(-1, 784)
    with gzip.open(f"data/mnist/{part}-labels-idx1-ubyte.gz") as file:
        labels = np.frombuffer(file.read()[8:], np.uint8)
    scaled = pixels / 255.0
    print(part, pixels.shape, labels.shape)
    print("  per class", np.bincount(labels, minlength=10).tolist())
    print("  first labels", labels[:10].tolist(), "last label", int(labels[-1]))
    print("  mean", repr(float(scaled.mean())), "std", repr(float(scaled.std())))
    for index in (0, len(labels) - 1):
        print(f"  image {index}: sum of its bytes", int(pixels[index].astype(int).sum()))
    print("  weighted sum of image 0", int((pixels[0].astype(int) * np.arange(784)).sum()))
