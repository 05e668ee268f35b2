"""Draws the pictures of this folder: digits as somebody might scan or photograph them, dark on light.

Needs Python 3 with NumPy:  python3 data/digits/make.py
Each picture is the distance of its pixels to a pen's path, made ink; then come light, shadow, paper and noise.
"""

import pathlib
import struct
import zlib

import numpy as np

HERE = pathlib.Path(__file__).parent

# The path of the pen in a box of width 1 and height 1.4 (x to the right, y down): strokes, each a list of points.
PATHS = {
    "0": [[(0.5, 0), (0.12, 0.3), (0.08, 0.85), (0.42, 1.38), (0.85, 1.05), (0.92, 0.45), (0.5, 0)]],
    "1": [[(0.3, 0.3), (0.55, 0.02), (0.53, 0.7), (0.5, 1.4)]],
    "1-foot": [[(0.2, 0.38), (0.55, 0.02), (0.55, 0.7), (0.55, 1.38)], [(0.15, 1.38), (0.55, 1.37), (0.95, 1.38)]],
    "2": [[(0.1, 0.35), (0.3, 0.03), (0.75, 0.08), (0.85, 0.45), (0.5, 0.9), (0.05, 1.36)], [(0.05, 1.36), (0.5, 1.33), (0.95, 1.38)]],
    "3": [[(0.1, 0.15), (0.5, 0.0), (0.85, 0.25), (0.7, 0.58), (0.35, 0.66)], [(0.35, 0.66), (0.8, 0.78), (0.9, 1.15), (0.5, 1.4), (0.05, 1.22)]],
    "4-open": [[(0.18, 0.05), (0.1, 0.5), (0.15, 0.82), (0.55, 0.84), (0.98, 0.78)], [(0.78, 0.1), (0.74, 0.7), (0.7, 1.4)]],
    "4-closed": [[(0.7, 1.4), (0.7, 0.7), (0.7, 0.02)], [(0.7, 0.02), (0.35, 0.5), (0.03, 0.95)], [(0.03, 0.95), (0.5, 0.95), (1.0, 0.93)]],
    "5": [[(0.9, 0.03), (0.5, 0.03), (0.2, 0.05)], [(0.2, 0.05), (0.17, 0.3), (0.14, 0.6)], [(0.14, 0.6), (0.5, 0.48), (0.9, 0.8), (0.7, 1.28), (0.3, 1.4), (0.04, 1.25)]],
    "6": [[(0.72, 0.0), (0.3, 0.4), (0.1, 0.95), (0.35, 1.38), (0.8, 1.22), (0.82, 0.85), (0.5, 0.72), (0.14, 1.0)]],
    "7": [[(0.05, 0.05), (0.5, 0.06), (0.95, 0.03)], [(0.95, 0.03), (0.6, 0.65), (0.4, 1.4)]],
    "7-crossed": [[(0.05, 0.05), (0.5, 0.06), (0.95, 0.03)], [(0.95, 0.03), (0.6, 0.65), (0.4, 1.4)], [(0.28, 0.72), (0.6, 0.69), (0.92, 0.68)]],
    "8": [[(0.5, 0.66), (0.15, 0.4), (0.3, 0.06), (0.7, 0.06), (0.84, 0.38), (0.5, 0.66), (0.1, 1.0), (0.25, 1.36), (0.75, 1.36), (0.9, 1.0), (0.5, 0.66)]],
    "9": [[(0.85, 0.3), (0.55, 0.02), (0.18, 0.22), (0.2, 0.6), (0.6, 0.66), (0.85, 0.3)], [(0.85, 0.3), (0.8, 0.8), (0.62, 1.4)]],
    "A": [[(0.05, 1.4), (0.3, 0.7), (0.5, 0.0)], [(0.5, 0.0), (0.7, 0.7), (0.95, 1.4)], [(0.2, 0.92), (0.5, 0.9), (0.8, 0.92)]],
    "": [],
}

# File: path, width and height of the picture, height of the digit, its upper left corner, width of the pen, its darkness;
# then what else: slant, light (how much darker on the right), shadow, squares (darkness of their lines), line, blue.
PICTURES = {
    "0-plain": ("0", 200, 200, 130, (52, 34), 9, 0.8, {}),
    "1-plain": ("1", 180, 220, 150, (60, 30), 10, 0.8, {"slant": 0.1}),
    "1-with-a-foot": ("1-foot", 200, 200, 120, (60, 40), 9, 0.8, {}),
    "2-small-in-a-corner": ("2", 300, 260, 46, (228, 186), 4, 0.75, {}),
    "3-in-a-shadow": ("3", 220, 220, 130, (62, 40), 10, 0.75, {"shadow": 0.35, "light": 0.1}),
    "4-open": ("4-open", 200, 220, 130, (56, 44), 9, 0.8, {}),
    "4-closed": ("4-closed", 200, 220, 120, (50, 50), 8, 0.8, {"blue": True}),
    "5-marker": ("5", 240, 260, 170, (58, 42), 26, 0.85, {}),
    "6-uneven-light": ("6", 220, 200, 120, (70, 40), 8, 0.7, {"light": 0.6}),
    "7-plain": ("7", 200, 200, 120, (58, 40), 9, 0.8, {"blue": True}),
    "7-crossed": ("7-crossed", 200, 220, 130, (56, 44), 9, 0.8, {}),
    "8-large": ("8", 260, 340, 310, (20, 14), 17, 0.8, {}),
    "9-pencil": ("9", 200, 220, 130, (60, 40), 7, 0.32, {"light": 0.15}),
    "0-thin-pen": ("0", 260, 300, 210, (58, 44), 3, 0.7, {"slant": 0.15}),
    "5-squared-paper": ("5", 240, 240, 130, (72, 52), 9, 0.8, {"squares": 0.2}),
    "3-beside-a-line": ("3", 240, 220, 120, (50, 46), 9, 0.8, {"line": 200}),
    "not-a-digit": ("A", 200, 220, 130, (52, 44), 9, 0.8, {}),
    "not-written-on": ("", 200, 200, 130, (52, 34), 9, 0.8, {"light": 0.2}),
}


def curve(points, steps=40):
    """A smooth line through all points (Catmull and Rom's)."""
    p = np.array([points[0], *points, points[-1]], float)
    t = np.linspace(0, 1, steps)[:, None]
    parts = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:])
    ]
    return np.concatenate(parts)


def picture(random, path, width, height, size, corner, pen, darkness, slant=0, light=0, shadow=0, squares=0, line=0, blue=False):
    y, x = np.mgrid[:height, :width] + 0.5
    distance = np.full((height, width), np.inf)
    for stroke in PATHS[path]:
        wobbled = np.array(stroke) + 0.015 * random.standard_normal((len(stroke), 2))
        for u, v in curve(wobbled):
            u, v = corner[0] + size / 1.4 * (u + slant * (0.7 - v)), corner[1] + size / 1.4 * v
            distance = np.minimum(distance, np.hypot(x - u, y - v))
    if line:
        distance = np.minimum(distance, np.abs(x - line - 0.02 * y) + pen / 2 - 1.5)
    ink = darkness * np.clip(pen / 2 - distance + 0.5, 0, 1)
    if squares:
        grid = np.minimum(np.abs(x % 32 - 16), np.abs(y % 32 - 16))
        ink = np.maximum(ink, squares * (grid < 0.8))
    lit = 0.93 * (1 - light * x / width) * np.where(x + 0.6 * y > 0.9 * width, 1 - shadow, 1)
    gray = lit * (1 - ink) + 0.005 * random.standard_normal((height, width))
    color = np.stack([gray, gray, gray + (0.35 * lit * ink if blue else 0)], axis=2) if blue else gray
    return np.clip(np.round(color * 51) * 5, 0, 255).astype(np.uint8)  # few shades: small files


def save_png(path, pixels):
    """Writes gray (height × width) or colored (height × width × 3) bytes."""
    height, width = pixels.shape[:2]
    kind = 2 if pixels.ndim == 3 else 0
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        for name, data in chunks:
            file.write(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))


for number, (name, (*shape, options)) in enumerate(PICTURES.items()):
    save_png(HERE / f"{name}.png", picture(np.random.default_rng(number), *shape, **options))
