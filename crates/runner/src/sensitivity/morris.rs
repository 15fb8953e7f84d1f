//! Morris's screening: elementary effects along trajectories on which one factor changes at a time.
//!
//! Morris, "Factorial sampling plans for preliminary computational experiments", *Technometrics* 33 (1991); mean of absolute effects:
//! Campolongo, Cariboni and Saltelli, *Environmental Modelling and Software* 22 (2007). [`effects`] gives what SALib's `morris.analyze` gives.

use super::bootstrap;
use crate::statistics::{mean, standard_deviation};
use darse_engine::{Entity, Stream, Streams};

/// Where trajectories begin and in which order their factors change.
const TRAJECTORY: Stream = Stream::named("sensitivity/morris");

/// What the trajectories say of one factor. Effects are per width of its range: what the output changes by if the factor
/// goes from one end to the other at that rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// Mean effect.
    pub mu: f64,
    /// Mean of the absolute effects: how much the factor matters.
    pub mu_star: f64,
    /// Half the width of the 95 % interval of that, by bootstrap over the trajectories.
    pub half_width: f64,
    /// Standard deviation of the effects: how much they depend on where the factor and the others stand. `None` of one trajectory.
    pub sigma: Option<f64>,
}

/// Rows of positions between 0 and 1, one a factor: trajectory after trajectory, each of factors + 1 rows. A position is one of
/// `levels` evenly apart, and a step is `levels / 2` of them, so that every level is equally likely.
///
/// # Panics
/// If `levels` is odd or 0.
pub fn trajectories(factors: usize, trajectories: u32, levels: u32, seed: u64) -> Vec<Vec<f64>> {
    assert!(levels >= 2 && levels.is_multiple_of(2), "trajectories are on an even number of levels");
    let (half, last) = (levels / 2, f64::from(levels - 1));
    let mut rows = Vec::new();
    for trajectory in 0..trajectories {
        let mut draw = Streams::new(seed, 0).of(TRAJECTORY, Entity::named("trajectory").at(u64::from(trajectory)), 0);
        // Each factor goes between a level of the lower half and the one `half` above, from either.
        let ends: Vec<(u32, u32)> = (0..factors)
            .map(|_| {
                let low = draw.index(half);
                if draw.chance(0.5) { (low, low + half) } else { (low + half, low) }
            })
            .collect();
        let mut order: Vec<usize> = (0..factors).collect();
        for at in (1..factors).rev() {
            order.swap(at, draw.index(at as u32 + 1) as usize);
        }
        let mut row: Vec<f64> = ends.iter().map(|(from, _)| f64::from(*from) / last).collect();
        rows.push(row.clone());
        for factor in order {
            row[factor] = f64::from(ends[factor].1) / last;
            rows.push(row.clone());
        }
    }
    rows
}

/// The effect of each factor, from the rows of [`trajectories`] (or positions close to them, where a factor has few levels) and
/// what came out at each. `None` for a factor that never moved.
pub fn effects(rows: &[Vec<f64>], outputs: &[f64], seed: u64) -> Vec<Option<Effect>> {
    let factors = rows.first().map_or(0, Vec::len);
    let mut elementary: Vec<Vec<f64>> = vec![Vec::new(); factors];
    for (rows, outputs) in rows.chunks_exact(factors + 1).zip(outputs.chunks_exact(factors + 1)) {
        for step in 0..factors {
            let moved = |factor: &usize| rows[step + 1][*factor].to_bits() != rows[step][*factor].to_bits();
            if let Some(factor) = (0..factors).find(moved) {
                let by = rows[step + 1][factor] - rows[step][factor];
                elementary[factor].push((outputs[step + 1] - outputs[step]) / by);
            }
        }
    }
    elementary.iter().map(|effects| effect(effects, seed)).collect()
}

fn effect(effects: &[f64], seed: u64) -> Option<Effect> {
    let absolute: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
    let of = |taken: &[usize]| vec![taken.iter().map(|&at| absolute[at]).sum::<f64>() / taken.len() as f64];
    Some(Effect {
        mu: mean(effects)?,
        mu_star: mean(&absolute)?,
        half_width: bootstrap(absolute.len(), seed, of)[0],
        sigma: standard_deviation(effects),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trajectory_changes_every_factor_once_by_the_same_step() {
        let rows = trajectories(5, 40, 4, 3);
        assert_eq!(rows.len(), 40 * 6);
        for trajectory in rows.chunks_exact(6) {
            let mut changed: Vec<usize> = Vec::new();
            for pair in trajectory.windows(2) {
                let moved: Vec<usize> = (0..5).filter(|&at| (pair[1][at] - pair[0][at]).abs() > 1e-12).collect();
                assert_eq!(moved.len(), 1);
                assert!(((pair[1][moved[0]] - pair[0][moved[0]]).abs() - 2.0 / 3.0).abs() < 1e-12);
                changed.extend(moved);
            }
            changed.sort_unstable();
            assert_eq!(changed, [0, 1, 2, 3, 4]);
        }
        // 200 first positions of four levels: 50 each, give or take four standard deviations of 6.1.
        for level in 0..4 {
            let at = rows.iter().step_by(6).flatten().filter(|it| (**it * 3.0 - f64::from(level)).abs() < 1e-9).count();
            assert!((26..=74).contains(&at), "{at} of 200 at level {level}");
        }
    }

    #[test]
    fn a_straight_line_has_its_slopes_and_no_spread() {
        let rows = trajectories(3, 8, 6, 1);
        let outputs: Vec<f64> = rows.iter().map(|row| 2.0 * row[0] - 5.0 * row[1] + 1.0).collect();
        let effects = effects(&rows, &outputs, 1);
        for (effect, (mu, mu_star)) in effects.iter().zip([(2.0, 2.0), (-5.0, 5.0), (0.0, 0.0)]) {
            let it = effect.unwrap();
            assert!((it.mu - mu).abs() < 1e-12 && (it.mu_star - mu_star).abs() < 1e-12, "{it:?}");
            assert!(it.sigma.unwrap() < 1e-12 && it.half_width < 1e-12, "{it:?}");
        }
    }

    /// y = x0 x1: the effect of x0 is x1, which is one of four levels with equal chance: mean 1/2, standard deviation √(5/36).
    #[test]
    fn an_interaction_shows_as_spread() {
        let rows = trajectories(2, 4000, 4, 9);
        let outputs: Vec<f64> = rows.iter().map(|row| row[0] * row[1]).collect();
        for effect in effects(&rows, &outputs, 1) {
            let it = effect.unwrap();
            let spread = (5.0f64 / 36.0).sqrt();
            assert!((it.mu_star - 0.5).abs() < 4.0 * spread / 4000f64.sqrt(), "{it:?}");
            assert!((it.sigma.unwrap() - spread).abs() < 0.02, "{it:?}");
            assert!((it.half_width - 1.96 * spread / 4000f64.sqrt()).abs() < 0.001, "{it:?}");
        }
    }

    #[test]
    fn a_factor_that_never_moves_has_no_effect_to_tell() {
        let rows = vec![vec![0.0, 0.5], vec![1.0, 0.5], vec![1.0, 0.5]];
        let effects = effects(&rows, &[1.0, 3.0, 3.0], 1);
        assert_eq!((effects[0].map(|it| it.mu), effects[1]), (Some(2.0), None));
    }
}
