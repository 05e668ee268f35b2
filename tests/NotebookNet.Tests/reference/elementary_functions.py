"""Values of exp, log, tanh and the sigmoid to 106 bits, and the coefficients of the library's polynomials.

    python3 elementary_functions.py values > elementary_functions.csv
    python3 elementary_functions.py coefficients

A line of values is function,x,high,low: high is the double nearest to the function of the double x, low the double
nearest to what is missing. Needs mpmath.
"""

import math
import random
import sys

from mpmath import atanh, cos, exp, log, lu_solve, matrix, mp, mpf, pi, sqrt, tanh

mp.prec = 2400  # 1 + exp(-745) is to be told from 1


def values():
    rng = random.Random(20)
    tiny = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-200, 1e-20, 1e-9, 2.0**-27, 1e-3]
    exps = [0.0, 709.782712893384, 709.78, -708.4, -708.3964185322642, -740.0, -745.1, -745.13321910194]
    exps += [k * math.log(2) / 2 for k in range(-40, 41)]
    exps += [rng.uniform(-1, 1) for _ in range(120)] + [rng.uniform(-745, 709) for _ in range(120)]
    exps += [s * t for t in tiny for s in (-1, 1)]
    both = [rng.uniform(-1, 1) for _ in range(120)] + [rng.uniform(-22, 22) for _ in range(120)]
    both += [s * t for t in tiny for s in (-1, 1)]
    both += [s * t for t in (0.25, 0.5, 0.54930614433405489, 0.55, 1.0, 18.0, 19.0, 19.06, 19.07, 30.0, 400.0) for s in (-1, 1)]
    logs = tiny + [1.7976931348623157e308, 1e300, 1.5, 2.0, 10.0, 0.70710678118654746, 0.70710678118654757, 1.4142135623730951]
    logs += [1 + s * 2.0**-k for k in range(1, 52) for s in (-0.5, 1)]
    logs += [rng.uniform(0.5, 2) for _ in range(120)] + [2 ** rng.uniform(-1074, 1024) for _ in range(120)]
    sets = {
        "exp": (exps, exp),
        "log": (logs, log),
        "tanh": (both, tanh),
        "sigmoid": (both + [-700.0, -740.0], lambda x: 1 / (1 + exp(-x))),
    }
    for name, (points, function) in sets.items():
        for x in points:
            y = function(mpf(x))
            high = float(y)
            print(f"{name},{x!r},{high!r},{float(y - mpf(high))!r}")


def remez(function, weight, low, high, degree):
    """The polynomial whose largest |weight·(function − polynomial)| is least, by Remez's exchange."""
    count = degree + 2
    points = [(low + high) / 2 - (high - low) / 2 * cos(pi * mpf(i) / (count - 1)) for i in range(count)]
    for _ in range(12):
        system, right = matrix(count, count), matrix(count, 1)
        for i, x in enumerate(points):
            for j in range(degree + 1):
                system[i, j] = x**j
            system[i, degree + 1] = (-1) ** i / weight(x)
            right[i] = function(x)
        solution = lu_solve(system, right)
        coefficients = [solution[j] for j in range(degree + 1)]
        grid = [low + (high - low) * mpf(i) / 2000 for i in range(2001)]
        error = [weight(x) * (function(x) - sum(c * x**j for j, c in enumerate(coefficients))) for x in grid]
        extrema, best = [], 0
        for i in range(1, len(grid)):
            if (error[i] > 0) != (error[best] > 0):
                extrema.append(grid[best])
                best = i
            elif abs(error[i]) > abs(error[best]):
                best = i
        extrema.append(grid[best])
        if len(extrema) != count:
            break
        points = extrema
    return coefficients, max(abs(e) for e in error)


def coefficients():
    mp.prec = 200
    half = log(mpf(2)) / 2 * mpf("1.001")
    z_max = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf("1.001")

    def exp_part(r):
        return (exp(r) - 1 - r) / r**2 if abs(r) > mpf(10) ** -15 else mpf(1) / 2 + r / 6

    def log_part(z):
        s = sqrt(z)
        return (2 * atanh(s) - 2 * s) / (s * z) if z > mpf(10) ** -20 else mpf(2) / 3 + z * 2 / 5

    for name, (part, weight, low, high, degree) in {
        "exp": (exp_part, lambda r: max(r * r / exp(r), mpf(10) ** -8), -half, half, 9),
        "log": (log_part, lambda z: max(z, mpf(10) ** -3), mpf(0), z_max, 6),
    }.items():
        fit, error = remez(part, weight, low, high, degree)
        print(name, "largest error", mp.nstr(error, 3))
        for c in fit:
            print("   ", repr(float(c)))


{"values": values, "coefficients": coefficients}[sys.argv[1]]()
