"""Means and their differences: Student's, Hall's and Welch's intervals; the paired, sign-flip and equivalence tests; Holm."""

import numpy as np
from scipy import optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import ttost_paired

from make import case

# Student, "The probable error of a mean", Biometrika 6 (1908): hours of sleep gained with two drugs.
SLEEP = [
    [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
]
# Law and Kelton, Simulation Modeling and Analysis, 9.4.1: ten replications of a bank, mean delay [min].
BANK = [1.53, 1.66, 1.24, 2.34, 2.0, 1.69, 2.69, 2.86, 1.7, 2.6]

LEVELS = [0.05, 0.001, 1e-4]


def drawn(seed, size, law):
    """A sample with twelve digits, so that the file stays readable."""
    values = getattr(np.random.Generator(np.random.PCG64(seed)), law)(size=size)
    return [float(f"{value:.12g}") for value in values]


def samples():
    """Name -> values: symmetric, skewed, large, and far from zero."""
    return {
        "sleep, first drug": SLEEP[0],
        "bank": BANK,
        "normal, 30": drawn(1, 30, "standard_normal"),
        "lognormal, 30": [float(f"{np.exp(x):.12g}") for x in drawn(2, 30, "standard_normal")],
        "exponential, 1000": drawn(3, 1000, "standard_exponential"),
        "a million and a bit": [1e6 + x for x in drawn(4, 20, "standard_normal")],
        "two": [3.0, 5.5],
    }


def of_samples():
    for name, values in samples().items():
        n, mean = len(values), np.mean(values)
        low, high = stats.t.interval(0.95, n - 1, loc=mean, scale=stats.sem(values))
        expected = {"mean": mean, "sd": np.std(values, ddof=1), "half_width": (high - low) / 2}
        expected |= {"quantiles": np.quantile(values, [0.0, 0.05, 0.5, 0.9, 0.95, 1.0])}
        if n > 2:
            expected["skewness"] = stats.skew(values, bias=False)
        source = "scipy.stats.t.interval, scipy.stats.skew, numpy.quantile"
        yield case("sample", name, source, {"values": values, "levels": [0.0, 0.05, 0.5, 0.9, 0.95, 1.0]}, expected)


def of_student():
    for df in [1, 2, 5, 9, 29, 99, 999]:
        levels = [0.6, 0.9, 0.95, 0.975, 0.995, 0.9995]
        values = [0.1, 1.0, 2.5, 6.0]
        expected = {"quantiles": stats.t.ppf(levels, df), "tails": 2 * stats.t.sf(values, df)}
        yield case("student", f"{df} degrees of freedom", "scipy.stats.t", {"df": df, "levels": levels, "t": values}, expected)


def pairs():
    """Name -> (first, second)."""
    common = drawn(5, 60, "standard_exponential")
    return {
        "sleep": SLEEP,
        "a shift of 0.2 under common random numbers": [
            common,
            [float(f"{a + 0.2 + 0.3 * b:.12g}") for a, b in zip(common, drawn(6, 60, "standard_normal"))],
        ],
        "no shift": [drawn(7, 16, "standard_normal"), drawn(8, 16, "standard_normal")],
        "three pairs": [[1.0, 2.0, 4.0], [1.5, 2.25, 5.0]],
    }


def of_pairs():
    for name, (first, second) in pairs().items():
        test = stats.ttest_rel(second, first)
        intervals = [test.confidence_interval(1 - miss) for miss in LEVELS]
        differences = np.subtract(second, first)
        expected = {
            "difference": np.mean(differences),
            "standard_error": stats.sem(differences),
            "p": test.pvalue,
            "half_widths": [(it.high - it.low) / 2 for it in intervals],
            "variance_reduction": (np.var(first, ddof=1) + np.var(second, ddof=1)) / np.var(differences, ddof=1),
        }
        yield case("paired", name, "scipy.stats.ttest_rel", {"first": first, "second": second, "misses": LEVELS}, expected)


def of_equivalence():
    for name, (first, second) in pairs().items():
        tolerances = [0.05, 0.5, 1.58, 4.0]
        p = [ttost_paired(np.array(second), np.array(first), -it, it)[0] for it in tolerances]
        given = {"first": first, "second": second, "tolerances": tolerances}
        yield case("equivalence", name, "statsmodels.stats.weightstats.ttost_paired", given, {"p": p})


def of_signs():
    """All patterns of signs: pairs of at most 16."""
    for name, (first, second) in pairs().items():
        if len(first) > 16:
            continue
        differences = np.subtract(second, first)
        test = stats.permutation_test(
            (differences,), np.mean, permutation_type="samples", n_resamples=np.inf, alternative="two-sided"
        )
        source = "scipy.stats.permutation_test(permutation_type='samples')"
        yield case("sign-flip", name, source, {"differences": differences.tolist()}, {"p": test.pvalue})


def of_independent():
    for name, (first, second) in pairs().items():
        sizes = [("", first), (", a third of the first", first[: max(2, len(first) // 3)])]
        for part, first in sizes:
            test = stats.ttest_ind(second, first, equal_var=False)
            intervals = [test.confidence_interval(1 - miss) for miss in LEVELS]
            expected = {
                "difference": np.mean(second) - np.mean(first),
                "degrees_of_freedom": test.df,
                "p": test.pvalue,
                "half_widths": [(it.high - it.low) / 2 for it in intervals],
            }
            given = {"first": first, "second": second, "misses": LEVELS}
            yield case("independent", name + part, "scipy.stats.ttest_ind(equal_var=False)", given, expected)


def of_skewed():
    """No library has Hall's interval. Its ends are found here by solving g(t) = q numerically; Darse inverts g in closed form."""
    for name, values in samples().items():
        n, mean, error = len(values), np.mean(values), stats.sem(values)
        if n < 3:
            continue
        skew = stats.skew(values, bias=False)

        def transformed(t):
            return t + skew * t**2 / (3 * n**0.5) + skew**2 * t**3 / (27 * n) + skew / (6 * n**0.5)

        def end(q):
            return mean - error * optimize.brentq(lambda t: transformed(t) - q, -1e4, 1e4, xtol=1e-13, rtol=1e-14)

        quantiles = [stats.t.ppf(1 - miss / 2, n - 1) for miss in LEVELS]
        expected = {"low": [end(q) for q in quantiles], "high": [end(-q) for q in quantiles]}
        source = "scipy.optimize.brentq on Hall's transformation"
        yield case("hall", name, source, {"values": values, "misses": LEVELS}, expected, 1e-8)


def of_families():
    families = {
        "five": [0.01, 0.02, 0.03, 0.005, 0.9],
        "ties": [0.04, 0.04, 0.04, 0.2, 0.01],
        "a step that is no lower than the one before": [0.01, 0.011, 0.5, 0.011],
        "sixty": drawn(9, 60, "random"),
        "one": [0.3],
    }
    for name, p in families.items():
        adjusted = multipletests(p, method="holm")[1]
        yield case("holm", name, "statsmodels.stats.multitest.multipletests(method='holm')", {"p": p}, {"adjusted": adjusted})


def cases():
    means = [*of_samples(), *of_student(), *of_skewed()]
    return [*means, *of_pairs(), *of_equivalence(), *of_signs(), *of_independent(), *of_families()]
