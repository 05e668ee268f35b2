"""The network of digits.safetensors in PyTorch: its logits for the first 200 training images of MNIST.

Needs Python 3 with PyTorch and NumPy; run it in this folder:  python3 in_torch.py
It writes answers-torch.csv, or the file that is named behind it, and prints the versions that made it.
"""

import gzip
import json
import platform
import sys
from pathlib import Path

import numpy as np
import torch

IMAGES = 200
HERE = Path(__file__).resolve().parent


def load(path):
    """What safetensors.torch.load_file(path) returns; written out, since the format needs no more."""
    data = Path(path).read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    kinds = {"F64": np.float64, "F32": np.float32}
    tensors = {}
    for name, entry in header.items():
        begin, end = (start + offset for offset in entry["data_offsets"])
        numbers = np.frombuffer(data[begin:end], kinds[entry["dtype"]]).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(numbers.copy())
    return tensors


def network(tensors):
    model = torch.nn.Sequential(torch.nn.Linear(784, 100), torch.nn.ReLU(), torch.nn.Linear(100, 10)).double()
    # The file has weights of inputs × outputs and biases of 1 × outputs; torch.nn.Linear wants outputs × inputs, and outputs.
    state = {name: tensor.T if name.endswith("weight") else tensor[0] for name, tensor in tensors.items()}
    model.load_state_dict(state)
    return model.eval()


def first_images():
    with gzip.open(HERE.parent / "mnist" / "train-images-idx3-ubyte.gz") as file:
        pixels = np.frombuffer(file.read(16 + IMAGES * 784), np.uint8, offset=16)
    return torch.from_numpy(pixels.reshape(IMAGES, 784) / 255.0)


model = network(load(HERE / "digits.safetensors"))
images = first_images()
with torch.no_grad():
    wide = model(images)
    narrow = model.float()(images.float())

names = ["image"] + [f"float32 {i}" for i in range(10)] + [f"float64 {i}" for i in range(10)]
rows = [",".join([str(i), *map(repr, narrow[i].double().tolist()), *map(repr, wide[i].tolist())]) for i in range(IMAGES)]
target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "answers-torch.csv"
target.write_text("\n".join([",".join(names), *rows, ""]), encoding="utf-8", newline="\n")
print(f"PyTorch {torch.__version__}, NumPy {np.__version__}, Python {platform.python_version()}, {platform.machine()}")
