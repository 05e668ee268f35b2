"""Trajectories of optimizers, computed by PyTorch (float64) and, where its formula is another one, by NumPy.

Writes optimizers.json beside this file. The problem is least squares with two parameter matrices:
L = ½·Σ(X·W + b − T)²/4 with X 4×3, W 3×2, b 1×2. Each trajectory holds, for each of 50 steps, W row by row, then b.

    python3 optimizers.py        (written with PyTorch 1.13 and NumPy 1.24)
"""

import json
import math
import pathlib

import numpy as np
import torch

STEPS = 50
X = [[1.0, -2.0, 0.5], [0.3, 4.0, -1.0], [-1.5, 0.2, 2.0], [0.7, -0.6, 0.1]]
T = [[1.0, -1.0], [0.5, 2.0], [-2.0, 0.3], [0.0, 0.9]]
W = [[0.5, -0.3], [1.2, 0.8], [-0.7, 0.1]]
B = [[0.2, -0.4]]


def with_torch(make, schedule=None):
    x, t = (torch.tensor(v, dtype=torch.float64) for v in (X, T))
    w, b = (torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (W, B))
    optimizer = make(w, b)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, schedule) if schedule else None
    rows = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        (0.5 * ((x @ w + b - t) ** 2).sum() / 4).backward()
        optimizer.step()
        if scheduler:
            scheduler.step()
        rows.append(torch.cat([w.detach().flatten(), b.detach().flatten()]).tolist())
    return rows


def with_numpy(rule):
    """rule(theta, gradient, memory, t) returns the new theta; t counts from 1."""
    x, t, w, b = (np.array(v) for v in (X, T, W, B))
    memory = [{}, {}]
    rows = []
    for step in range(1, STEPS + 1):
        error = (x @ w + b - t) / 4
        gradients = x.T @ error, error.sum(axis=0, keepdims=True)
        w, b = (rule(p, g, m, step) for p, g, m in zip((w, b), gradients, memory))
        rows.append(np.concatenate([w.ravel(), b.ravel()]).tolist())
    return rows


def adam_uncorrected(p, g, memory, t):
    memory["m"] = 0.9 * memory.get("m", 0) + 0.1 * g
    memory["v"] = 0.999 * memory.get("v", 0) + 0.001 * g**2
    return p - 0.01 * memory["m"] / (np.sqrt(memory["v"]) + 1e-8)


def momentum_with_falling_rate(p, g, memory, t):
    memory["v"] = 0.9 * memory.get("v", 0) - 0.05 * 0.5 ** ((t - 1) // 10) * g
    return p + memory["v"]


def decay_of_weights_only(w, b):
    return torch.optim.AdamW(
        [{"params": [w], "weight_decay": 0.1}, {"params": [b], "weight_decay": 0.0}], lr=0.05
    )


o = torch.optim
trajectories = {
    "SGD": with_torch(lambda *p: o.SGD(p, lr=0.05)),
    "Momentum": with_torch(lambda *p: o.SGD(p, lr=0.05, momentum=0.9)),
    "Nesterov": with_torch(lambda *p: o.SGD(p, lr=0.05, momentum=0.9, nesterov=True)),
    "AdaGrad": with_torch(lambda *p: o.Adagrad(p, lr=0.5, eps=1e-7)),
    "RMSProp": with_torch(lambda *p: o.RMSprop(p, lr=0.02, alpha=0.99, eps=1e-7)),
    "AdaDelta": with_torch(lambda *p: o.Adadelta(p, lr=1.0, rho=0.95, eps=1e-6)),
    "Adam": with_torch(lambda *p: o.Adam(p, lr=0.05)),
    "AdamW": with_torch(decay_of_weights_only),
    "Adam without bias correction": with_numpy(adam_uncorrected),
    "Adam with a cosine schedule": with_torch(
        lambda *p: o.Adam(p, lr=0.05), lambda s: (1 + math.cos(math.pi * s / 40)) / 2 if s < 40 else 0.0
    ),
    "Momentum with a step schedule": with_numpy(momentum_with_falling_rate),
}

lines = [
    f'  "{name}": [\n' + ",\n".join(f"    {json.dumps(row)}" for row in rows) + "\n  ]"
    for name, rows in trajectories.items()
]
text = "{\n" + ",\n".join(lines) + "\n}\n"
pathlib.Path(__file__).with_name("optimizers.json").write_text(text)
