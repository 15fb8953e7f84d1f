//! The getter for random variables: `"115 s"`, or a table with one key, `{ lognormal = { mean = "115 s", cv = 0.3 } }`.

mod family;

pub(super) use family::{FAMILIES, Parameter};

use super::describe::Kind;
use super::table::Table;
use crate::scenario::diagnostic::Code;
use crate::scenario::units::Dimension;
use darse_engine::Variate;

impl Table<'_> {
    /// A random variable that is never negative, in the base unit of its dimension; a plain quantity is a constant.
    ///
    /// A normal distribution without `min` is cut at 0.
    pub fn variate(&mut self, key: &'static str, dimension: Dimension, about: &str) -> Variate {
        let kind = || Kind::Variate(dimension);
        let placeholder = Variate::Constant(1.0);
        self.get(key, kind, about, placeholder, |node, faults| family::read(key, node, dimension, false, faults))
    }

    /// A random variable that is never negative and not always 0: the time that some work takes.
    pub fn positive_variate(&mut self, key: &'static str, dimension: Dimension, about: &str) -> Variate {
        let variate = self.variate(key, dimension, about);
        if variate.mean() <= 0.0 && !self.doc.describing {
            let message = format!("`{key}` must be above {} on average", dimension.show(0.0));
            self.error(key, Code::OutOfRange, message, "what takes no time could happen again and again in one instant");
        }
        variate
    }

    /// A random variable that may be negative, e.g. how late a ship is.
    pub fn signed_variate(&mut self, key: &'static str, dimension: Dimension, about: &str) -> Variate {
        let kind = || Kind::Variate(dimension);
        let placeholder = Variate::Constant(1.0);
        self.get(key, kind, about, placeholder, |node, faults| family::read(key, node, dimension, true, faults))
    }
}
