"""Softmax and cross-entropy to 60 digits, rounded to the nearest double: writes softmax.json.

The logits are multiples of 2**-10, so that their differences are exact in a double and what remains is the error of the
exponential, the sum and the logarithm.
"""

import json
import pathlib
import random
from decimal import Decimal, getcontext

getcontext().prec = 60
getcontext().Emin = -999999


def softmax(logits):
    largest = max(logits)
    terms = [(Decimal(x) - Decimal(largest)).exp() for x in logits]
    total = sum(terms)
    return [term / total for term in terms]


def cross_entropy(logits, label):
    """ln(sum of exp(x - x_label)); 1 + tiny keeps its digits because the terms are added before the 1."""
    terms = [(Decimal(x) - Decimal(logits[label])).exp() for k, x in enumerate(logits) if k != label]
    rest = sum(terms, Decimal(0))
    if rest < Decimal(10) ** -25:
        return rest - rest * rest / 2
    return (1 + rest).ln()


def case(name, logits):
    return {
        "name": name,
        "logits": logits,
        "softmax": [float(p) for p in softmax(logits)],
        "crossEntropy": [float(cross_entropy(logits, k)) for k in range(len(logits))],
    }


def draws(generator, count, scale):
    return [round(generator.gauss(0, scale) * 1024) / 1024 for _ in range(count)]


generator = random.Random(20240501)
cases = [
    case("small", draws(generator, 10, 1)),
    case("spread", draws(generator, 10, 30)),
    case("wide", draws(generator, 10, 200)),
    case("ten thousand", [10000.0, -10000.0, 0.0]),
    case("near ten thousand", [10000.0, 9999.5, 9990.0, 9960.25]),
    case("near minus ten thousand", [-10000.0, -10001.5, -10050.0]),
    case("confident", [40.0, 0.0, -3.25, 1.5]),
    case("very confident", [0.0, -500.0, -600.0]),
    case("all equal", [7.5, 7.5, 7.5, 7.5]),
    case("two largest", [3.0, 3.0, -60.0]),
    case("one class", [-2.0]),
]
path = pathlib.Path(__file__).with_name("softmax.json")
path.write_text(json.dumps(cases, indent=1) + "\n", encoding="utf-8")
