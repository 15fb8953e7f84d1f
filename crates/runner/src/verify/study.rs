//! What a family makes of a case: something that can be simulated, and what each replication saw.

use darse_engine::Streams;

/// What one replication saw of one quantity, kept so that replications can be pooled without bias.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Seen {
    /// So much in all, of so much: a sum of waits and their number, an area and its time. Pooled: ratio of the totals.
    Ratio(f64, f64),
    /// Number, sum and sum of squares. Pooled: the variance about the common mean.
    Variance(f64, f64, f64),
    /// The same. Pooled: the standard deviation.
    Deviation(f64, f64, f64),
    /// A number without chance in it, and how far it may be from what is expected, relative to that.
    Exact(f64, f64),
}

impl Seen {
    /// A number without chance in it: it agrees to 1e-9, or it does not.
    pub fn exact(value: f64) -> Seen {
        Seen::Exact(value, 1e-9)
    }

    /// One value a replication. Pooled: the mean.
    pub fn value(value: f64) -> Seen {
        Seen::Ratio(value, 1.0)
    }
}

/// Quantities by name. A name that the case expects nothing of is passed over.
pub type Row = Vec<(String, Seen)>;

/// One replication: a pure function of its random numbers.
pub type Trial = Box<dyn Fn(Streams) -> Row + Send + Sync>;

/// One model of a case; most cases have one, some several (one for each number of trucks).
pub struct Study {
    /// Written behind the quantity where one case is simulated twice: `constant service`.
    pub variant: Option<&'static str>,
    /// One replication.
    pub trial: Trial,
    /// Offered load over capacity, as far as it says how long waits remember.
    pub load: f64,
    /// Below this an error is absolute: limits are taken of the greater of this and what is expected.
    pub floor: f64,
    /// All that is seen is exact: one replication tells all.
    pub is_certain: bool,
}

impl Study {
    /// A model under this load.
    pub fn new(load: f64, trial: impl Fn(Streams) -> Row + Send + Sync + 'static) -> Study {
        Study { variant: None, trial: Box::new(trial), load, floor: 0.0, is_certain: false }
    }

    /// A model that sees nothing but [`Seen::Exact`].
    pub fn certain(trial: impl Fn(Streams) -> Row + Send + Sync + 'static) -> Study {
        Study { is_certain: true, ..Study::new(0.0, trial) }
    }

    /// The same case in another form.
    pub fn variant(self, variant: &'static str) -> Study {
        Study { variant: Some(variant), ..self }
    }

    /// With errors that are absolute below this.
    pub fn floor(self, floor: f64) -> Study {
        Study { floor, ..self }
    }
}

/// A quantity's entry of a row.
pub fn seen(name: impl Into<String>, seen: Seen) -> (String, Seen) {
    (name.into(), seen)
}
