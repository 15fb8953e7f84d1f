//! `[sweep]`: what `darse sweep` varies. It is no part of what is simulated: the other commands read and check it, and go on
//! without it.

mod factor;
mod range;

pub use factor::{Factor, FactorFault, Level, Levels};
pub use range::Range;

use super::diagnostic::Code;
use super::read::Table;

/// The most points that a design may have: as many as the Sobol sequence has.
pub const MOST_POINTS: u32 = 1 << 16;

/// How points are laid out over the levels of the factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// Every level of each with every level of all others.
    Grid,
    /// So many points; each factor's range is cut into as many slices, with one point in each (McKay, Beckman and Conover,
    /// *Technometrics* 21, 1979).
    LatinHypercube(u32),
    /// So many points of a scrambled Sobol sequence, best a power of two.
    Sobol(u32),
}

/// A sweep as a scenario asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// What varies; at least one factor, all of different keys.
    pub factors: Vec<Factor>,
    /// How.
    pub design: Design,
}

impl Sweep {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        t.require(&["vary"]);
        let factors = t.factors("vary", "Keys and their levels: `key=6,8,10`, `key=6..10` or `key=20 km/h..30 km/h by 5 km/h`.");
        if factors.is_empty() && t.has("vary") {
            t.error("vary", Code::MissingKey, "nothing is varied", "for instance `vary = [\"demand.volume=0.8,1.0,1.2\"]`");
        }
        if let Some(twice) = written_twice(&factors) {
            t.error("vary", Code::Duplicate, format!("`{twice}` is varied twice"), "one entry for each key");
        }
        let about = "Points of a Latin hypercube or of a Sobol design, which is best given a power of two.";
        let points = t.count("points", 2..=u64::from(MOST_POINTS), about);
        let choices =
            [("grid", Design::Grid), ("latin-hypercube", Design::LatinHypercube(points)), ("sobol", Design::Sobol(points))];
        let design = t.choice("design", &choices, "How points are laid out over the levels.");
        Sweep { factors, design }
    }
}

/// The first path that several factors have.
pub fn written_twice(factors: &[Factor]) -> Option<&str> {
    let same = |at: usize| factors[..at].iter().any(|earlier| earlier.path() == factors[at].path());
    (0..factors.len()).find(|&at| same(at)).map(|at| factors[at].path())
}
