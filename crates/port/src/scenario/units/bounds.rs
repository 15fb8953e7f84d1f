//! The bounds a quantity must keep to, written in the program as it would be in a scenario: `"1 min"..="2 weeks"`.

use super::{Dimension, parse};
use darse_engine::SimDuration;
use std::ops::{RangeFrom, RangeFull, RangeInclusive, RangeToInclusive};

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Limit {
    /// No limit.
    Open,
    /// As in a scenario, included.
    Text(&'static str),
    /// In the base unit, included.
    Base(f64),
    /// Above 0.
    AboveZero,
}

/// An interval of a quantity or number.
///
/// ```
/// use darse_port::scenario::{units::Bounds, units::Dimension};
/// let berth: Bounds = ("50 m"..="4 km").into();
/// assert!(berth.hold(350.0, Dimension::Length) && !berth.hold(5_000.0, Dimension::Length));
/// assert_eq!(berth.wanted(Dimension::Length), "between 50 m and 4 km");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    low: Limit,
    high: Limit,
}

impl Bounds {
    /// Anything finite.
    pub const ANY: Bounds = Bounds { low: Limit::Open, high: Limit::Open };
    /// Above 0.
    pub const POSITIVE: Bounds = Bounds { low: Limit::AboveZero, high: Limit::Open };
    /// 0 or above.
    pub const NOT_NEGATIVE: Bounds = Bounds { low: Limit::Base(0.0), high: Limit::Open };

    /// Above 0 and up to this, as text with its unit.
    pub const fn positive_to(high: &'static str) -> Bounds {
        Bounds { low: Limit::AboveZero, high: Limit::Text(high) }
    }

    /// Whether a value in the base unit lies within.
    pub fn hold(&self, value: f64, dimension: Dimension) -> bool {
        let above = match self.low {
            Limit::AboveZero => value > 0.0,
            _ => self.low(dimension).is_none_or(|low| value >= low),
        };
        above && self.high(dimension).is_none_or(|high| value <= high)
    }

    /// The lower end in the base unit.
    pub fn low(&self, dimension: Dimension) -> Option<f64> {
        value(self.low, dimension)
    }

    /// The upper end in the base unit.
    pub fn high(&self, dimension: Dimension) -> Option<f64> {
        value(self.high, dimension)
    }

    /// Whether the lower end itself is left out (`above 0`).
    pub fn is_strict(&self) -> bool {
        self.low == Limit::AboveZero
    }

    /// In words: `above 0 m`, `between 50 m and 4 km`.
    pub fn wanted(&self, dimension: Dimension) -> String {
        let (low, high) = (shown(self.low, dimension), shown(self.high, dimension));
        match (self.low, self.high) {
            (Limit::Open, Limit::Open) => "finite".to_owned(),
            (Limit::Open, _) => format!("at most {high}"),
            (Limit::AboveZero, Limit::Open) => format!("above {low}"),
            (Limit::AboveZero, _) => format!("above {low} and at most {high}"),
            (_, Limit::Open) => format!("at least {low}"),
            _ => format!("between {low} and {high}"),
        }
    }
}

fn value(limit: Limit, dimension: Dimension) -> Option<f64> {
    match limit {
        Limit::Open => None,
        Limit::Text(text) => Some(parse(text, dimension).expect("bounds in the program are written right")),
        Limit::Base(value) => Some(value),
        Limit::AboveZero => Some(0.0),
    }
}

fn shown(limit: Limit, dimension: Dimension) -> String {
    match limit {
        Limit::Open => String::new(),
        Limit::Text(text) => text.to_owned(),
        Limit::Base(value) => dimension.show(value),
        Limit::AboveZero => dimension.show(0.0),
    }
}

impl From<RangeFull> for Bounds {
    fn from(_: RangeFull) -> Self {
        Bounds::ANY
    }
}

/// Declares how the ranges over one type become bounds.
macro_rules! ranges {
    ($($from:ty, $limit:expr;)*) => {$(
        impl From<RangeInclusive<$from>> for Bounds {
            fn from(range: RangeInclusive<$from>) -> Self {
                let (low, high) = range.into_inner();
                Bounds { low: $limit(low), high: $limit(high) }
            }
        }
        impl From<RangeFrom<$from>> for Bounds {
            fn from(range: RangeFrom<$from>) -> Self {
                Bounds { low: $limit(range.start), high: Limit::Open }
            }
        }
        impl From<RangeToInclusive<$from>> for Bounds {
            fn from(range: RangeToInclusive<$from>) -> Self {
                Bounds { low: Limit::Open, high: $limit(range.end) }
            }
        }
    )*};
}

ranges! {
    &'static str, Limit::Text;
    f64, Limit::Base;
    SimDuration, |length: SimDuration| Limit::Base(length.as_seconds_f64());
}
