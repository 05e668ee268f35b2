"""Makes disks.csv and truth.csv: three weekly reports of each of 3600 hard disks that never were.

    python3 data/disks/make.py

Each disk has a strength that no column tells. It fails when the burden of its report is above that strength. The strengths follow the
logistic distribution, so that a report with burden b fails with probability 1/(1 + exp(-b)): what truth.csv holds, one number a report.
"""

import csv
import math
import pathlib

import numpy as np

SEED, DISKS, WEEKS = 13, 3600, 3
HERE = pathlib.Path(__file__).parent
MODELS = ["Altair 2", "Boreas 4, rev. B", "Corvus 8", "Deneb 1"]
SHARE = [0.40, 0.34, 0.25, 0.01]
RACKS = [f"R{i:02}" for i in range(1, 9)]
WARMTH = [0, 0, 1, 0, 2, 0, 7, 1]  # degrees that a rack adds: the fan of R07 is broken
NOISE = 4.0  # standard deviation of a temperature, degrees


def sigmoid(b):
    return 1 / (1 + np.exp(-b))


def burden(model, hours, temperature, latency, errors):
    """Young and old disks fail more than those between; heat counts above 44 degrees, and twice for Corvus."""
    age = hours / 10_000
    heat = np.maximum(0, temperature - 44) * (0.8 if model == 2 else 0.4)
    return (
        -7.7
        + 4.5 * (age / 3 - 1) ** 2
        + heat
        + 0.8 * math.log1p(errors)
        + 1.0 * math.log(latency / 8)
        + [0.0, -0.5, 0.3, 0.8][model]
    )


def silent(model, temperature):
    """The probability that the sensor says nothing: often on Boreas, and more and more when it is hot."""
    return np.minimum(1, (0.10 if model == 1 else 0.02) + 0.9 * sigmoid((temperature - 50) / 1.5))


def main():
    random = np.random.default_rng(SEED)
    rows, truth = [], []
    grid = np.linspace(-4, 4, 161)  # for the mean over the temperatures that a silent sensor may have had
    for disk in range(1, DISKS + 1):
        model = random.choice(4, p=SHARE)
        rack = random.integers(len(RACKS))
        start = random.uniform(0, 60_000)
        warm = 38 + WARMTH[rack] + (2 if model == 2 else 0)
        own = random.normal(0, 0.9 * NOISE)
        wear = random.normal(0, 2.0)
        strength = random.logistic()
        week = random.integers(1, 49)
        for i in range(WEEKS):
            hours = round(start + 168 * i)
            temperature = round(warm + own + random.normal(0, math.sqrt(1 - 0.9**2) * NOISE), 1)
            latency = round(8 * math.exp(random.normal(0, 0.5)), 2)
            errors = int(math.exp(max(0.0, wear + 0.7 + random.normal(0, 0.7)))) - 1
            missing = random.random() < silent(model, temperature)
            fails = burden(model, hours, temperature, latency, errors) > strength
            ticket = random.random() < (0.9 if fails else 0.01)
            if missing:
                weight = np.exp(-(grid**2) / 2) * silent(model, warm + NOISE * grid)
                best = sigmoid(burden(model, hours, warm + NOISE * grid, latency, errors)) @ weight / weight.sum()
            else:
                best = sigmoid(burden(model, hours, temperature, latency, errors))
            gap = "NA" if rack % 2 == 0 else ""
            rows.append(
                [f"D{disk:04}", week + i, MODELS[model], RACKS[rack], hours, gap if missing else temperature, latency, errors]
                + ["yes" if ticket else "no", int(fails)]
            )
            truth.append([f"{best:.6f}"])

    header = ["disk", "week", "model", "rack", "hours", "temperature", "latency_ms", "read_errors", "ticket", "fails"]
    for name, head, body in [("disks.csv", header, rows), ("truth.csv", ["probability"], truth)]:
        with open(HERE / name, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(body)


if __name__ == "__main__":
    main()
