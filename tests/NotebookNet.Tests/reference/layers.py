"""Forward and backward passes of PyTorch 1.13 in float64: writes layers.json.

Inputs and output gradients are rounded to three decimals, which are the doubles nearest to what the file says.
"""

import json
import pathlib

import torch

torch.manual_seed(20240502)
torch.set_default_dtype(torch.float64)


def draw(*shape, scale=1.0, shift=0.0):
    return torch.round((torch.randn(*shape) * scale + shift) * 1000) / 1000


def element_wise(name, function):
    x = draw(7, 5, scale=2.0).requires_grad_()
    dy = draw(7, 5)
    y = function(x)
    y.backward(dy)
    return {"name": name, "x": x.tolist(), "y": y.tolist(), "dy": dy.tolist(), "dx": x.grad.tolist()}


def affine():
    x = draw(7, 5).requires_grad_()
    w = draw(5, 3).requires_grad_()
    b = draw(1, 3).requires_grad_()
    dy = draw(7, 3)
    y = x @ w + b
    y.backward(dy)
    return {
        "x": x.tolist(), "w": w.tolist(), "b": b.tolist(), "y": y.tolist(), "dy": dy.tolist(),
        "dx": x.grad.tolist(), "dw": w.grad.tolist(), "db": b.grad.tolist(),
    }


def batch_normalization(size, batches, momentum, epsilon):
    layer = torch.nn.BatchNorm1d(size, eps=epsilon, momentum=1 - momentum)
    with torch.no_grad():
        layer.weight.copy_(draw(size, scale=0.5, shift=1.0))
        layer.bias.copy_(draw(size))
    result = {
        "size": size, "momentum": momentum, "epsilon": epsilon,
        "gamma": [layer.weight.tolist()], "beta": [layer.bias.tolist()], "passes": [],
    }
    for rows, training in batches:
        layer.train(training)
        layer.zero_grad()
        x = draw(rows, size, scale=1.5, shift=0.7).requires_grad_()
        dy = draw(rows, size)
        y = layer(x)
        y.backward(dy)
        result["passes"].append({
            "training": training,
            "x": x.tolist(), "y": y.tolist(), "dy": dy.tolist(), "dx": x.grad.tolist(),
            "dgamma": [layer.weight.grad.tolist()], "dbeta": [layer.bias.grad.tolist()],
            "runningMean": [layer.running_mean.tolist()], "runningVariance": [layer.running_var.tolist()],
        })
    return result


def loss(name, function, output, target):
    y = output.clone().requires_grad_()
    value = function(y, target)
    value.backward()
    return {"name": name, "output": y.tolist(), "target": target.tolist(), "loss": value.item(), "gradient": y.grad.tolist()}


def half_sum_of_squares(y, t):
    return 0.5 * ((y - t) ** 2).sum(dim=1).mean()


def smoothed(y, t):
    return torch.nn.functional.cross_entropy(y, t, label_smoothing=0.1)


soft = torch.tensor([[0.5, 0.25, 0.125, 0.125], [0.0, 0.0, 1.0, 0.0], [0.25, 0.25, 0.25, 0.25]])
values = {
    "elementWise": [
        element_wise("ReLU", torch.relu),
        element_wise("Sigmoid", torch.sigmoid),
        element_wise("Tanh", torch.tanh),
    ],
    "affine": affine(),
    "batchNormalization": [
        batch_normalization(4, [(7, True), (2, True), (5, False), (100, True), (3, False)], 0.9, 1e-5),
        batch_normalization(3, [(2, True), (4, True), (1, False)], 0.5, 1e-3),
    ],
    "losses": [
        loss("labels", torch.nn.functional.cross_entropy, draw(6, 4, scale=3.0), torch.tensor([0, 3, 1, 1, 2, 0])),
        loss("probabilities", torch.nn.functional.cross_entropy, draw(3, 4, scale=3.0), soft),
        loss("mean of squares", torch.nn.functional.mse_loss, draw(6, 4), draw(6, 4)),
        loss("half sum of squares", half_sum_of_squares, draw(6, 4), draw(6, 4)),
        loss("labels, smoothed", smoothed, draw(6, 4, scale=3.0), torch.tensor([0, 3, 1, 1, 2, 0])),
        loss("probabilities, smoothed", smoothed, draw(3, 4, scale=3.0), soft),
    ],
}
path = pathlib.Path(__file__).with_name("layers.json")
path.write_text(json.dumps(values) + "\n", encoding="utf-8")
