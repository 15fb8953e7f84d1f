"""Sensitivity: Morris's effects and Sobol's indices, from the rows and outputs of studies that SALib laid out.

Bootstrap intervals are not compared: they depend on which resamples are drawn.
"""

import warnings

import numpy as np
from SALib.analyze import morris as morris_analysis
from SALib.analyze import sobol as sobol_analysis
from SALib.sample import morris as morris_sample
from SALib.sample import sobol as sobol_sample
from SALib.test_functions import Ishigami, Sobol_G

from make import case

ISHIGAMI = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[0, 1]] * 3}
G = {"num_vars": 8, "names": list("abcdefgh"), "bounds": [[0, 1]] * 8}


def ishigami(rows):
    """Over the unit cube."""
    return Ishigami.evaluate(np.pi * (2 * rows - 1))


def g(rows):
    return Sobol_G.evaluate(rows)


def steps(rows):
    """Each factor moved to one of three levels: positions that are not those of the trajectories."""
    return np.round(2 * rows) / 2


def digits(values):
    """Twelve of them, so that the file stays readable; what is expected is computed from these."""
    return np.array([float(f"{value:.12g}") for value in np.ravel(values)]).reshape(np.shape(values))


def of_morris():
    studies = [("Ishigami", ISHIGAMI, ishigami, 12, 4, 1), ("Sobol's G", G, g, 20, 6, 2), ("Ishigami, two trajectories", ISHIGAMI, ishigami, 2, 4, 3)]
    for name, problem, function, trajectories, levels, seed in studies:
        rows = morris_sample.sample(problem, trajectories, num_levels=levels, seed=seed)
        outputs = digits(function(rows))
        found = morris_analysis.analyze(problem, rows, outputs, num_levels=levels, scaled=False, seed=1)
        given = {"factors": problem["num_vars"], "rows": rows.ravel().tolist(), "outputs": outputs.tolist()}
        expected = {"mu": found["mu"], "mu_star": found["mu_star"], "sigma": found["sigma"]}
        yield case("morris", name, "SALib.analyze.morris", given, expected)


def of_sobol():
    studies = [("Ishigami", ISHIGAMI, ishigami, 128), ("Sobol's G", G, g, 64), ("Ishigami and a million", ISHIGAMI, lambda rows: 1e6 + ishigami(rows), 16)]
    for name, problem, function, base in studies:
        rows = sobol_sample.sample(problem, base, calc_second_order=False, seed=1)
        outputs = digits(function(rows))
        found = sobol_analysis.analyze(problem, outputs, calc_second_order=False, seed=1)
        given = {"factors": problem["num_vars"], "outputs": outputs.tolist()}
        yield case("sobol", name, "SALib.analyze.sobol", given, {"first": found["S1"], "total": found["ST"]}, 1e-8)


def cases():
    warnings.simplefilter("ignore", FutureWarning)
    yield from of_morris()
    yield from of_sobol()
