"""Quantiles: intervals between order statistics."""

import numpy as np
from scipy import stats

from make import case
from means import drawn


def cases():
    levels = [0.05, 0.5, 0.9, 0.95]
    for size in [5, 10, 29, 59, 72, 73, 256, 1000]:
        values = drawn(20 + size, size, "standard_exponential")
        # scipy refuses intervals of a level that is not reached with nan, which is None here.
        intervals = [stats.quantile_test(values, p=level).confidence_interval(0.95) for level in levels]
        expected = {"low": [it.low for it in intervals], "high": [it.high for it in intervals]}
        given = {"values": values, "levels": levels, "miss": 0.05}
        yield case("quantile-interval", f"exponential, {size}", "scipy.stats.quantile_test", given, expected)
    least = [int(np.argmax(1 - np.power(level, np.arange(2000)) >= 0.95)) for level in [0.5, 0.9, 0.95, 0.99]]
    yield case("least-observations", "Wilks", "numpy, 1 - p^n >= 0.95", {"levels": [0.5, 0.9, 0.95, 0.99]}, {"least": least})
