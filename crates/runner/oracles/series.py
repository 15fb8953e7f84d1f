"""Series over time: MSER, batch means, von Neumann's ratio.

The series are not stored: both sides make them by Lehmer's generator x -> 16807 x mod (2^31 - 1) and the cosine half of Box and
Muller. No library has MSER; it is written here by its definition, each cut summed anew.
"""

import math

import numpy as np
from scipy import stats

from make import case

# Kind, seed, values; then for a bias: its height, and the steps in which it falls to 1/e; for ar1: the weight of the last value.
BIAS = {"kind": "bias", "seed": 12345, "count": 1000, "height": 8.0, "steps": 40.0, "mean": 10.0}
AR1 = {"kind": "ar1", "seed": 777, "count": 2000, "weight": 0.8, "mean": 5.0}


def normals(seed):
    def unit():
        nonlocal seed
        seed = seed * 16807 % 2147483647
        return seed / 2147483647

    while True:
        first, second = unit(), unit()
        yield math.sqrt(-2 * math.log(first)) * math.cos(2 * math.pi * second)


def series(of):
    draws, values, last = normals(of["seed"]), [], 0.0
    for t in range(of["count"]):
        if of["kind"] == "bias":
            values.append(of["mean"] + of["height"] * math.exp(-t / of["steps"]) + next(draws))
        else:
            last = of["weight"] * last + next(draws)
            values.append(of["mean"] + last)
    return np.array(values)


def batches(values, size):
    return values[: len(values) // size * size].reshape(-1, size).mean(axis=1)


def mser(values, size):
    means = batches(values, size)
    k = len(means)
    statistics = [np.sum((means[d:] - means[d:].mean()) ** 2) / (k - d) ** 2 for d in range(k // 2 + 1)]
    cut = int(np.argmin(statistics))
    return {"values": cut * size, "batches_cut": cut, "statistic": statistics[cut], "mean": means[cut:].mean()}


def batch_means(values, count):
    means = batches(values, len(values) // count)
    distances, steps = means - means.mean(), np.diff(means)
    squares = np.sum(distances**2)
    low, high = stats.t.interval(0.95, count - 1, loc=means.mean(), scale=stats.sem(means))
    return {
        "mean": means.mean(),
        "sd": means.std(ddof=1),
        "half_width": (high - low) / 2,
        "lag_1": np.sum(distances[1:] * distances[:-1]) / squares,
        "von_neumann": np.sum(steps**2) / squares,
    }


def cases():
    for name, of in [("bias that dies out", BIAS), ("autoregression", AR1)]:
        values = series(of)
        for size in [1, 2, 5]:
            yield case("mser", f"{name}, by {size}", "numpy, by the definition", of | {"batch": size}, mser(values, size))
        for count in [10, 20, 40]:
            yield case("batch-means", f"{name}, {count} batches", "numpy, scipy.stats.t", of | {"batches": count}, batch_means(values, count))
