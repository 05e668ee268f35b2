"""Blur, rotation, displacement and resize of small images by SciPy and PyTorch; writes augmentation.json beside itself.

Images are lists of height x width x channels values, row by row, channels side by side. Run: python3 augmentation.py
"""

import json
import pathlib

import numpy as np
import torch
from scipy import ndimage

random = np.random.default_rng(2003)
images = {
    "grey": random.random((7, 9, 1)),
    "square": random.random((8, 8, 1)),
    "colour": random.random((5, 6, 3)),
}


def per_channel(image, change):
    return np.stack([change(image[:, :, c]) for c in range(image.shape[2])], axis=2)


def numbers(array):
    return [float(value) for value in np.asarray(array).ravel()]


def resized(image, size, mode):
    # PyTorch wants channels first and computes in double here.
    tensor = torch.tensor(image.transpose(2, 0, 1)[None], dtype=torch.float64)
    options = {"align_corners": False} if mode == "bilinear" else {}
    result = torch.nn.functional.interpolate(tensor, size=size, mode=mode, **options)
    return result[0].numpy().transpose(1, 2, 0)


cases = []
for name, image in images.items():
    for sigma in (0.4, 1.0, 4.0):
        blurred = per_channel(
            image, lambda plane: ndimage.gaussian_filter(plane, sigma, mode="reflect", truncate=4.0)
        )
        cases.append({"kind": "blur", "image": name, "argument": sigma, "result": numbers(blurred)})
    for degrees in (10.0, -37.5, 90.0, 123.0, 180.0):
        turned = per_channel(
            image,
            lambda plane: ndimage.rotate(
                plane, degrees, reshape=False, order=1, mode="grid-constant", cval=0.0
            ),
        )
        cases.append({"kind": "rotation", "image": name, "argument": degrees, "result": numbers(turned)})
    field = random.uniform(-1, 1, image.shape[:2] + (2,))
    rows, columns = np.mgrid[: image.shape[0], : image.shape[1]].astype(float)
    for alpha in (0.5, 3.0):
        places = [rows + alpha * field[:, :, 0], columns + alpha * field[:, :, 1]]
        displaced = per_channel(
            image,
            lambda plane: ndimage.map_coordinates(
                plane, places, order=1, mode="grid-constant", cval=0.0
            ),
        )
        cases.append(
            {
                "kind": "displacement",
                "image": name,
                "argument": alpha,
                "field": numbers(field),
                "result": numbers(displaced),
            }
        )
    for size in ((4, 5), (13, 11), (1, 1), (14, 18)):
        for mode in ("bilinear", "nearest-exact"):
            cases.append(
                {
                    "kind": mode,
                    "image": name,
                    "size": size,
                    "result": numbers(resized(image, size, mode)),
                }
            )

path = pathlib.Path(__file__).with_suffix(".json")
with path.open("w", encoding="utf-8", newline="\n") as file:
    json.dump(
        {
            "images": {
                name: {"shape": image.shape, "values": numbers(image)}
                for name, image in images.items()
            },
            "cases": cases,
        },
        file,
        indent=None,
    )
    file.write("\n")
