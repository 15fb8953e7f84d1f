"""Ranking and selection: KN and OCBA."""

import numpy as np
from sim_tools.ovs.fixed_budget import OCBA, get_ranks
from sim_tools.ovs.indifference_zone import KN

from make import case


class Table:
    """What sim-tools simulates: values that stand in a table, one row a system."""

    def __init__(self, values):
        self.values, self.taken = values, [0] * len(values)

    def register_observer(self, observer):
        self.observer = observer

    def simulate(self, system):
        value = self.values[system][self.taken[system]]
        self.taken[system] += 1
        self.observer.feedback(self, system, value)


class Watched(KN):
    """KN of sim-tools that notes when a system goes out.

    sim-tools 1.3.0 looks a variance up at (i, l - 1) of the flattened pairs without their diagonal, which is the pair (i, l) only for
    l > i; for l < i it is another pair. That is put right here; for two systems there is nothing to put right.
    """

    def solve(self):
        self.out_at = [0] * self._k
        return super().solve()

    def _screening(self):
        before = list(self._contenders)
        super()._screening()
        for system in set(before) - set(self._contenders):
            self.out_at[system] = self._r

    def _limit_to_distance_from_sample_means(self, i, l):
        index = i * (self._k - 1) + (l - 1 if l > i else l)
        w = self._delta / (2 * self._r) * (self._h_squared * self._variance_of_diffs[index] / self._delta**2 - self._r)
        return max(0, w)


def of_kn():
    problems = {
        "two systems": ([1.0, 1.4], [1.0, 1.0], 0.0, 0.4, 0.05, 10),
        "three, one far behind": ([2.0, 1.7, 0.0], [1.0, 1.0, 1.0], 0.0, 0.3, 0.05, 10),
        "five, common random numbers": ([0.0, 0.1, 0.2, 0.3, 0.5], [1.0] * 5, 0.7, 0.2, 0.1, 8),
        "eight, unequal variances": ([0.0] * 7 + [0.5], [0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.0], 0.3, 0.5, 0.05, 12),
    }
    for seed, (name, (means, sds, shared, delta, alpha, n_0)) in enumerate(problems.items()):
        draw = np.random.Generator(np.random.PCG64(100 + seed))
        common = draw.standard_normal(1500)
        rows = []
        for mean, sd in zip(means, sds):
            noise = np.sqrt(shared) * common + np.sqrt(1 - shared) * draw.standard_normal(1500)
            rows.append([float(f"{value:.6g}") for value in mean + sd * noise])
        kn = Watched(Table(rows), len(rows), delta, alpha=alpha, n_0=n_0, obj="max")
        best = kn.solve()
        assert len(best) == 1
        length = max(kn.out_at) + 1
        values = [value for row in rows for value in row[:length]]
        given = {"values": values, "systems": len(rows), "delta": delta, "alpha": alpha, "first_stage": n_0}
        expected = {"eta": kn._eta, "best": best[0], "out_at": kn.out_at}
        source = "sim_tools.ovs.indifference_zone.KN" + ("" if len(rows) == 2 else ", the variance of a pair looked up anew")
        yield case("kn", name, source, given, expected)


def of_ocba():
    problems = {
        "three": ([1.0, 2.0, 3.0], [1.0, 1.0, 1.0], [5, 5, 5], 12),
        "ten of Chen et al.": (range(10), [36.0] * 10, [10] * 10, 50),
        "later, unequal": ([3.1, 3.4, 5.0, 3.2, 9.0], [0.5, 2.0, 1.0, 0.7, 4.0], [40, 90, 20, 35, 20], 25),
        "one that has more than its share": ([1.0, 1.1, 4.0, 6.0], [1.0, 1.0, 1.0, 1.0], [10, 10, 60, 10], 40),
    }
    for name, (means, variances, counts, step) in problems.items():
        k = len(counts)
        ocba = OCBA.__new__(OCBA)  # as after a stage with these results
        ocba._k, ocba._delta = k, step
        ocba._means, ocba._vars = np.array(means, float), np.array(variances, float)
        ocba._allocations, ocba._ratios = np.array(counts), np.zeros(k)
        more = ocba._allocate()
        # It takes the best and the second from argpartition, which need not give these two in order.
        assert list(np.argpartition(get_ranks(ocba._means), 2)[:2]) == list(np.argsort(means)[:2])
        assert min(more) >= 0 and sum(more) == step, more
        given = {"means": [-float(mean) for mean in means], "variances": variances, "counts": counts, "total": sum(counts) + step}
        expected = {"shares": ocba._ratios / sum(ocba._ratios), "more": more}
        yield case("ocba", name, "sim_tools.ovs.fixed_budget.OCBA, with smaller as better", given, expected)


def cases():
    yield from of_kn()
    yield from of_ocba()
