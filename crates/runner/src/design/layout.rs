//! Where the points of a design lie.

use super::Point;
use darse_engine::{Draw, Entity, Stream, Streams};
use darse_port::scenario::{Design, Factor, MOST_POINTS};

/// Which slice of a factor's range goes to which point, and where in the slice the point lies.
const SLICES: Stream = Stream::named("design/latin-hypercube");

/// How a Sobol sequence is scrambled.
const SCRAMBLE: Stream = Stream::named("design/sobol");

/// The points of a design over these factors, the last factor turning fastest in a grid. The seed decides where a Latin hypercube and a
/// Sobol sequence lie, and nothing else does.
///
/// # Errors
/// If there are more points than [`MOST_POINTS`], or more factors than a Sobol sequence has dimensions; a fragment.
pub fn layout(design: Design, factors: &[Factor], seed: u64) -> Result<Vec<Point>, String> {
    match design {
        Design::Grid => grid(factors),
        Design::LatinHypercube(points) => Ok(drawn(factors, &latin_hypercube(factors, points, seed))),
        Design::Sobol(points) => Ok(drawn(factors, &sobol(factors.len(), points, seed)?)),
    }
}

/// Rows of numbers between 0 and 1, one a factor, become points; all levels of a factor are equally likely.
pub fn drawn(factors: &[Factor], rows: &[Vec<f64>]) -> Vec<Point> {
    let point = |row: &Vec<f64>| Point { levels: factors.iter().zip(row).map(|(it, unit)| it.level_drawn(*unit)).collect() };
    rows.iter().map(point).collect()
}

fn grid(factors: &[Factor]) -> Result<Vec<Point>, String> {
    let counts: Vec<u32> = factors.iter().map(Factor::count_in_grid).collect();
    let points = counts.iter().try_fold(1u32, |product, count| product.checked_mul(*count).filter(|it| *it <= MOST_POINTS));
    let points = points.ok_or_else(|| {
        let levels: Vec<String> = counts.iter().map(u32::to_string).collect();
        format!("a grid of {} levels has more than {MOST_POINTS} points: give `--latin N` or `--sobol N`", levels.join(" x "))
    })?;
    let point = |mut number: u32| {
        let mut levels: Vec<_> = factors
            .iter()
            .zip(&counts)
            .rev()
            .map(|(factor, count)| {
                let at = number % count;
                number /= count;
                factor.level_in_grid(at)
            })
            .collect();
        levels.reverse();
        Point { levels }
    };
    Ok((0..points).map(point).collect())
}

/// One row a point, one number between 0 and 1 a factor: of each factor, every slice of width 1/points is met once, at a place drawn
/// within it (McKay, Beckman and Conover, *Technometrics* 21, 1979). A factor's numbers are drawn by its path, so that another factor
/// leaves them alone.
pub fn latin_hypercube(factors: &[Factor], points: u32, seed: u64) -> Vec<Vec<f64>> {
    let column = |factor: &Factor| {
        let mut draw = Streams::new(seed, 0).of(SLICES, Entity::named(factor.path()).key(), 0);
        let slices = shuffled(points, &mut draw);
        slices.into_iter().map(|slice| (f64::from(slice) + 1.0 - draw.unit()) / f64::from(points)).collect::<Vec<f64>>()
    };
    let columns: Vec<Vec<f64>> = factors.iter().map(column).collect();
    (0..points as usize).map(|point| columns.iter().map(|column| column[point]).collect()).collect()
}

/// 0..n in random order (Fisher and Yates).
fn shuffled(n: u32, draw: &mut Draw) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n).collect();
    for last in (1..n).rev() {
        order.swap(last as usize, draw.index(last + 1) as usize);
    }
    order
}

/// One row a point of an Owen-scrambled Sobol sequence (Burley, *Journal of Computer Graphics Techniques* 9, 2020), in [0, 1).
///
/// # Errors
/// If there are more dimensions or points than the sequence has; a fragment.
pub fn sobol(dimensions: usize, points: u32, seed: u64) -> Result<Vec<Vec<f64>>, String> {
    let most = sobol_burley::NUM_DIMENSIONS;
    let dimensions = u32::try_from(dimensions).ok().filter(|it| *it <= most);
    let dimensions = dimensions.ok_or_else(|| format!("a Sobol sequence has at most {most} dimensions"))?;
    if points > MOST_POINTS {
        return Err(format!("a Sobol sequence has at most {MOST_POINTS} points"));
    }
    let scramble = Streams::new(seed, 0).of(SCRAMBLE, 0, 0).bits() as u32;
    let row = |point| (0..dimensions).map(|dimension| f64::from(sobol_burley::sample(point, dimension, scramble))).collect();
    Ok((0..points).map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factors(typed: &[&str]) -> Vec<Factor> {
        typed.iter().map(|it| it.parse().unwrap()).collect()
    }

    fn words(design: Design, typed: &[&str]) -> Vec<String> {
        let factors = factors(typed);
        layout(design, &factors, 7).unwrap().iter().map(|point| point.in_words(&factors)).collect()
    }

    #[test]
    fn a_grid_has_every_level_with_every_other() {
        let grid = words(Design::Grid, &["a=1,2", "b=x,y,z"]);
        assert_eq!(grid, ["a=1, b=x", "a=1, b=y", "a=1, b=z", "a=2, b=x", "a=2, b=y", "a=2, b=z"]);
        let refused = layout(Design::Grid, &factors(&["a=1..300", "b=1..300"]), 7).unwrap_err();
        assert!(refused.starts_with("a grid of 300 x 300 levels has more than 65536 points"), "{refused}");
    }

    #[test]
    fn a_latin_hypercube_meets_every_slice_once() {
        let factors = factors(&["a=0.0..1.0", "b=0.0..1.0", "c=0.0..1.0"]);
        let rows = latin_hypercube(&factors, 50, 3);
        for at in 0..3 {
            let mut slices: Vec<u32> = rows.iter().map(|row| (row[at] * 50.0) as u32).collect();
            slices.sort_unstable();
            assert_eq!(slices, (0..50).collect::<Vec<u32>>());
        }
        assert_eq!(rows, latin_hypercube(&factors, 50, 3));
        assert_ne!(rows, latin_hypercube(&factors, 50, 4));
        let alone = latin_hypercube(&factors[1..2], 50, 3);
        assert!(rows.iter().zip(&alone).all(|(row, alone)| row[1].to_bits() == alone[0].to_bits()));
    }

    /// Every elementary box of area 1/256 holds one of 256 points: a (0, m, 2)-net in base 2, which scrambling keeps.
    #[test]
    fn two_dimensions_of_a_sobol_sequence_are_a_net() {
        let rows = sobol(2, 256, 11).unwrap();
        for power in 0..=8 {
            let (across, upright) = (1u32 << power, 256u32 >> power);
            let mut boxes: Vec<(u32, u32)> =
                rows.iter().map(|row| ((row[0] * f64::from(across)) as u32, (row[1] * f64::from(upright)) as u32)).collect();
            boxes.sort_unstable();
            boxes.dedup();
            assert_eq!(boxes.len(), 256, "boxes of 1/{across} x 1/{upright}");
        }
        assert!(sobol(300, 4, 1).is_err() && sobol(2, MOST_POINTS + 1, 1).is_err());
    }

    #[test]
    fn discrete_levels_come_equally_often() {
        for design in [Design::LatinHypercube(40), Design::Sobol(64)] {
            let typed = ["a=5..8", "b=x,y"];
            let all = words(design, &typed);
            let of = |level: &str| all.iter().filter(|it| it.contains(level)).count();
            let each = all.len() / 4;
            assert_eq!(["a=5", "a=6", "a=7", "a=8", "b=x", "b=y"].map(of), [each, each, each, each, 2 * each, 2 * each]);
        }
    }
}
