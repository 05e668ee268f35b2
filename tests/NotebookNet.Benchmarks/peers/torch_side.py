"""The training steps in PyTorch, as its users write them."""

import torch
from torch import nn

from side import Work, arguments, serve


def build(network, weights):
    sizes = network["sizes"]
    layers = []
    for inputs, outputs in zip(sizes[:-2], sizes[1:-1]):
        layers.append(nn.Linear(inputs, outputs))
        if network["batch_normalization"]:
            layers.append(nn.BatchNorm1d(outputs))
        layers.append(nn.ReLU())
    layers.append(nn.Linear(sizes[-2], sizes[-1]))
    model = nn.Sequential(*layers)
    linear = [layer for layer in model if isinstance(layer, nn.Linear)]
    with torch.no_grad():
        for layer, weight in zip(linear, weights):
            layer.weight.copy_(torch.from_numpy(weight.T))
            layer.bias.zero_()
    optimizer = {"SGD": torch.optim.SGD, "Adam": torch.optim.Adam}[network["optimizer"]]
    return model, optimizer(model.parameters(), lr=network["learning_rate"])


def main():
    given = arguments()
    torch.set_num_threads(given.threads)
    torch.set_default_dtype(getattr(torch, given.dtype))
    work = Work(given.work, given.data)
    images = torch.from_numpy(work.images() / 255).to(torch.get_default_dtype())
    labels = torch.from_numpy(work.labels())
    criterion = nn.CrossEntropyLoss()

    def load(name, order):
        network, weights = work.network(name)
        model, optimizer = build(network, weights)
        batches = torch.from_numpy(work.batches(order, network["batch_size"]))
        step = 0

        def train(steps):
            nonlocal step
            for _ in range(steps):
                samples = batches[step % len(batches)]
                optimizer.zero_grad(set_to_none=True)
                loss = criterion(model(images[samples]), labels[samples])
                loss.backward()
                optimizer.step()
                step += 1
            return loss.item()

        return train

    serve(load)


main()
