"""Log-likelihoods of fits under normal noise, by PyTorch 1.13 in float64: writes likelihood.json."""

import json
import pathlib

import torch

torch.manual_seed(20261128)
torch.set_default_dtype(torch.float64)


def draw(count):
    return torch.round(torch.randn(count) * 1000) / 1000


def case(count, deviation):
    output, target = draw(count), draw(count)
    value = torch.distributions.Normal(output, deviation).log_prob(target).sum()
    return {
        "output": output.tolist(),
        "target": target.tolist(),
        "standardDeviation": deviation,
        "logLikelihood": value.item(),
    }


cases = [case(1, 1.0), case(2, 0.5), case(10, 0.1), case(10, 3.0), case(100, 0.75), case(7, 1e-3), case(7, 1e6)]
path = pathlib.Path(__file__).with_name("likelihood.json")
path.write_text(json.dumps(cases) + "\n", encoding="utf-8")
