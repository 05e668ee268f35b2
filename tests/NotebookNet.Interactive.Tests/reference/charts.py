"""Centered moving averages and the spread of several runs with NumPy: writes charts.json.

The window reaches as far to the left as to the right; at both ends and beside a number that is not finite it shrinks.
NaN stands as null.
"""

import json
import pathlib

import numpy as np


def centered(values, window):
    means = np.full(len(values), np.nan)
    for i in range(len(values)):
        half = 0
        while (
            half < window // 2
            and i - half - 1 >= 0
            and i + half + 1 < len(values)
            and np.isfinite(values[[i - half - 1, i + half + 1]]).all()
        ):
            half += 1
        if np.isfinite(values[i]):
            means[i] = np.mean(values[i - half : i + half + 1])
    return means


def listed(array):
    return [None if not np.isfinite(x) else float(x) for x in array]


random = np.random.default_rng(8)
averages = []
for count, window in [(1, 1), (2, 5), (5, 1), (7, 3), (20, 4), (60, 21), (60, 22), (50, 1000), (301, 51)]:
    values = random.lognormal(size=count)
    averages.append({"window": window, "values": listed(values), "means": listed(centered(values, window))})
for gaps in [[17], [0, 39], [10, 11, 12], list(range(25, 40))]:
    values = random.lognormal(size=40)
    values[gaps] = np.nan
    averages.append({"window": 9, "values": listed(values), "means": listed(centered(values, 9))})

runs = random.lognormal(size=(5, 12))
spread = {
    "runs": [listed(run) for run in runs],
    "mean": listed(runs.mean(axis=0)),
    "low": listed(runs.min(axis=0)),
    "high": listed(runs.max(axis=0)),
    "std": listed(runs.std(axis=0, ddof=1)),
}

weights = random.normal(size=500)
weights[7] = 40
sizes = np.abs(weights)
percentile = float(np.percentile(sizes, 98, method="inverted_cdf"))

target = pathlib.Path(__file__).with_name("charts.json")
target.write_text(
    json.dumps({"averages": averages, "spread": spread, "weights": listed(weights), "percentile98": percentile}) + "\n"
)
