//! OCBA: how to spend a budget of replications on finding the greatest mean among some systems (Chen, Lin, Yücesan and Chick,
//! *Discrete Event Dynamic Systems* 10, 2000; steps and rounding as in Chen and Lee, *Stochastic Simulation Optimization*, 2011).
//!
//! Replications go where they tell most: to systems that vary much and lie close below the best, and to the best itself.

use super::independent::one_split;
use super::{mean, size, spread};
use darse_engine::real;

/// The mean and variance of a system, and how many replications they come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Mean over its replications.
    pub mean: f64,
    /// Variance between them, n − 1 below.
    pub variance: f64,
    /// How many they are.
    pub n: usize,
}

/// The least gap to the best, as a share of the greatest: a system that ties with the best gets much, not all.
const LEAST_GAP: f64 = 1e-3;

/// What is known of systems by their values.
///
/// One without spread is taken to vary as the others do in the mean: a few whole numbers may happen to be equal, and what does not vary
/// would get no replication more in which to be seen to.
pub fn estimates(values: &[Vec<f64>]) -> Vec<Estimate> {
    let variances: Vec<f64> = values.iter().map(|of| spread(of, size(of)).map_or(0.0, |sd| sd * sd)).collect();
    let some: Vec<f64> = variances.iter().copied().filter(|variance| *variance > 0.0).collect();
    let usual = mean(&some).unwrap_or(0.0);
    let estimate = |(of, variance): (&Vec<f64>, f64)| Estimate {
        mean: mean(of).unwrap_or(0.0),
        variance: if variance > 0.0 { variance } else { usual },
        n: of.len(),
    };
    values.iter().zip(variances).map(estimate).collect()
}

/// The greatest mean; the first of equals.
pub fn best(systems: &[Estimate]) -> usize {
    (1..systems.len()).fold(0, |best, at| if systems[at].mean > systems[best].mean { at } else { best })
}

/// Shares of all replications that each system should have, adding up to 1. With b the best and g the gaps to it:
/// N_i : N_j = (s_i / g_i)² : (s_j / g_j)², and N_b = s_b √Σ (N_i / s_i)².
pub fn shares(systems: &[Estimate]) -> Vec<f64> {
    let best = best(systems);
    let gap = |system: &Estimate| systems[best].mean - system.mean;
    let widest = systems.iter().map(gap).fold(0.0, f64::max);
    let mut weights: Vec<f64> = systems
        .iter()
        .map(|system| {
            let gap = if widest > 0.0 { gap(system).max(LEAST_GAP * widest) / widest } else { 1.0 };
            system.variance / (gap * gap)
        })
        .collect();
    let others = weights.iter().zip(systems).enumerate().filter(|(at, (_, it))| *at != best && it.variance > 0.0);
    let squares: f64 = others.map(|(_, (weight, it))| weight * weight / it.variance).sum();
    weights[best] = (systems[best].variance * squares).sqrt();
    let sum: f64 = weights.iter().sum();
    if sum > 0.0 { weights.iter().map(|weight| weight / sum).collect() } else { vec![1.0 / systems.len() as f64; systems.len()] }
}

/// How many replications more each system gets, so that all together there are `total`; none is taken away. Parts of a replication
/// are cut off, and what that leaves over goes to the best.
pub fn allocate(systems: &[Estimate], total: usize) -> Vec<usize> {
    let shares = shares(systems);
    let mut wanted: Vec<usize> = systems.iter().map(|it| it.n).collect();
    let mut open = vec![true; systems.len()];
    loop {
        let fixed: usize = wanted.iter().zip(&open).filter(|(_, open)| !**open).map(|(n, _)| n).sum();
        let to_share = total.saturating_sub(fixed) as f64;
        let weight: f64 = shares.iter().zip(&open).filter(|(_, open)| **open).map(|(share, _)| share).sum();
        let mut any_closed = false;
        for at in 0..systems.len() {
            if open[at] {
                wanted[at] = if weight > 0.0 { (to_share * shares[at] / weight) as usize } else { 0 };
                if wanted[at] < systems[at].n {
                    (wanted[at], open[at], any_closed) = (systems[at].n, false, true);
                }
            }
        }
        if !any_closed {
            break;
        }
    }
    let mut more: Vec<usize> = wanted.iter().zip(systems).map(|(wanted, it)| wanted - it.n).collect();
    let asked = total.saturating_sub(systems.iter().map(|it| it.n).sum());
    let given: usize = more.iter().sum();
    more[best(systems)] += asked.saturating_sub(given);
    more
}

/// The approximate probability that the greatest mean is that of the best system, by Bonferroni's bound for independent normal
/// replications: 1 − Σ Φ(−g_i / √(s_b²/n_b + s_i²/n_i)); 0 if the bound says nothing. Where no system varies, the chance that values
/// of one law are split so.
pub fn probability_correct(systems: &[Estimate]) -> f64 {
    let best = best(systems);
    let of_mean = |it: &Estimate| it.variance / it.n as f64;
    let wrong = |(at, it): (usize, &Estimate)| {
        let (gap, error) = (systems[best].mean - it.mean, (of_mean(&systems[best]) + of_mean(it)).sqrt());
        match (at == best, error > 0.0, gap > 0.0) {
            (true, ..) => 0.0,
            (_, false, true) => one_split(systems[best].n, it.n) / 2.0,
            (_, true, _) => real::normal_cdf(-gap / error),
            (_, false, false) => 0.5,
        }
    };
    (1.0 - systems.iter().enumerate().map(wrong).sum::<f64>()).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::trials::Normals;
    use crate::statistics::{mean, standard_deviation};

    fn of(rows: &[(f64, f64, usize)]) -> Vec<Estimate> {
        rows.iter().map(|&(mean, variance, n)| Estimate { mean, variance, n }).collect()
    }

    #[test]
    fn shares_worked_by_hand() {
        // Gaps 1 and 2, equal variances: 4 : 1, and the best has √(4² + 1²).
        let shares = shares(&of(&[(3.0, 1.0, 5), (2.0, 1.0, 5), (1.0, 1.0, 5)]));
        let all = 5.0 + 17f64.sqrt();
        for (got, expected) in shares.iter().zip([17f64.sqrt() / all, 4.0 / all, 1.0 / all]) {
            assert!((got - expected).abs() < 1e-12, "{shares:?}");
        }
    }

    #[test]
    fn a_budget_is_spent_to_the_last_and_nothing_is_taken_back() {
        let systems = of(&[(3.0, 1.0, 10), (2.9, 4.0, 10), (0.0, 1.0, 10), (1.0, 0.0, 10)]);
        for total in [40, 41, 47, 60, 200, 1001] {
            let more = allocate(&systems, total);
            assert_eq!(more.iter().sum::<usize>(), total - 40, "{total}: {more:?}");
            assert!(more[1] >= more[2] && more[3] == 0, "{more:?}");
        }
        let ties = of(&[(3.0, 1.0, 10), (3.0, 1.0, 10), (3.0, 0.0, 10)]);
        assert_eq!(allocate(&ties, 50).iter().sum::<usize>(), 20);
        assert_eq!(allocate(&of(&[(3.0, 0.0, 10), (3.0, 0.0, 10)]), 30), [5, 5]);
    }

    #[test]
    fn the_probability_agrees_with_the_normal_table() {
        // Gap 1, standard error √(1/2 + 1/2) = 1: Φ(1) = 0.8413447; a second like it takes as much away again.
        assert!((probability_correct(&of(&[(1.0, 5.0, 10), (0.0, 5.0, 10)])) - 0.841_344_746).abs() < 1e-9);
        let three = probability_correct(&of(&[(1.0, 5.0, 10), (0.0, 5.0, 10), (0.0, 5.0, 10)]));
        assert!((three - 0.682_689_492).abs() < 1e-9);
    }

    #[test]
    fn what_never_varies_is_as_sure_as_the_ways_to_split_it() {
        // One of the six ways to choose two out of four, and of 184,756 to choose ten out of twenty.
        for (n, expected) in [(2, 1.0 - 1.0 / 6.0), (10, 1.0 - 1.0 / 184_756.0)] {
            let got = probability_correct(&of(&[(1.0, 0.0, n), (0.0, 0.0, n)]));
            assert!((got - expected).abs() < 1e-12, "{n}: {got}");
        }
    }

    #[test]
    fn values_that_happen_to_be_equal_are_looked_at_again() {
        let systems = estimates(&[vec![40.0, 40.0, 40.0], vec![39.0, 42.0, 37.0], vec![20.0, 24.0, 22.0]]);
        assert_eq!(systems.iter().map(|it| it.variance.round()).collect::<Vec<_>>(), [5.0, 6.0, 4.0]);
        assert!(allocate(&systems, 60)[0] > 10 && probability_correct(&systems) < 0.9);
    }

    /// Ten designs of mean −0 … −9 and standard deviation 6, the example of Chen et al. (2000): how often the best is found.
    fn found(spend: impl Fn(&[Estimate], usize) -> Vec<usize>, macros: u64, budget: usize) -> u64 {
        let play = |number: &u64| {
            let mut normals = Normals::new(*number);
            let mut values: Vec<Vec<f64>> = vec![Vec::new(); 10];
            let mut more = vec![10; 10];
            loop {
                for (design, more) in more.iter().enumerate() {
                    values[design].extend((0..*more).map(|_| 6.0 * normals.next() - design as f64));
                }
                let estimate = |values: &Vec<f64>| Estimate {
                    mean: mean(values).unwrap(),
                    variance: standard_deviation(values).unwrap().powi(2),
                    n: values.len(),
                };
                let systems: Vec<Estimate> = values.iter().map(estimate).collect();
                let spent: usize = systems.iter().map(|it| it.n).sum();
                if spent >= budget {
                    return best(&systems) == 0;
                }
                more = spend(&systems, spent + 20);
            }
        };
        (0..macros).filter(play).count() as u64
    }

    #[test]
    fn it_beats_equal_shares() {
        const MACROS: u64 = 2000;
        let equal = |systems: &[Estimate], total: usize| vec![total / systems.len() - systems[0].n; systems.len()];
        let (by_ocba, by_equal) = (found(allocate, MACROS, 700), found(equal, MACROS, 700));
        // Two shares of 2,000 differ by chance by less than 4 · √(2 · ¼ / 2000) = 0.063.
        assert!(by_ocba as f64 > by_equal as f64 + 0.063 * MACROS as f64, "{by_ocba} against {by_equal} of {MACROS}");
    }
}
