//! Getters for quantities with their unit.

use super::describe::Kind;
use super::fault::Faults;
use super::node::{Node, Value};
use super::table::{Table, shortened};
use super::value;
use crate::scenario::diagnostic::Code;
use crate::scenario::units::{self, Bounds, Dimension, UnitFault};
use darse_engine::SimDuration;

/// No length of time in a scenario is longer [s]: 100 years.
const LONGEST_TIME: f64 = 100.0 * 366.0 * 86_400.0;

impl Table<'_> {
    /// A length of time, e.g. `"6.5 h"`; never negative.
    pub fn duration(&mut self, key: &'static str, bounds: impl Into<Bounds>, about: &str) -> SimDuration {
        let bounds = bounds.into();
        let kind = || Kind::Quantity(Dimension::Time, bounds);
        let placeholder = SimDuration::from_seconds_f64(value::placeholder_of(bounds, Dimension::Time).max(0.0));
        self.get(key, kind, about, placeholder, |node, faults| duration(key, node, bounds, faults))
    }

    /// A list of lengths of time.
    pub fn durations(&mut self, key: &'static str, bounds: impl Into<Bounds>, about: &str) -> Vec<SimDuration> {
        let bounds = bounds.into();
        let each = |node: &Node, faults: &mut Faults<'_>| duration(key, node, bounds, faults);
        let kind = || Kind::Quantities(Dimension::Time, bounds);
        self.get(key, kind, about, Vec::new(), |node, faults| value::list(key, node, "a list of lengths of time", faults, each))
    }

    /// A length [m], e.g. `"350 m"`.
    pub fn metres(&mut self, key: &'static str, bounds: impl Into<Bounds>, about: &str) -> f64 {
        self.quantity(key, Dimension::Length, bounds, about)
    }

    /// A speed [m/s], e.g. `"25 km/h"`.
    pub fn speed(&mut self, key: &'static str, bounds: impl Into<Bounds>, about: &str) -> f64 {
        self.quantity(key, Dimension::Speed, bounds, about)
    }

    /// A mass [t], e.g. `"40 t"`.
    pub fn tonnes(&mut self, key: &'static str, bounds: impl Into<Bounds>, about: &str) -> f64 {
        self.quantity(key, Dimension::Mass, bounds, about)
    }

    /// Any quantity, in the base unit of its dimension.
    pub fn quantity(&mut self, key: &'static str, dimension: Dimension, bounds: impl Into<Bounds>, about: &str) -> f64 {
        let bounds = bounds.into();
        let kind = || Kind::Quantity(dimension, bounds);
        let placeholder = value::placeholder_of(bounds, dimension);
        self.get(key, kind, about, placeholder, |node, faults| quantity(key, node, dimension, bounds, faults))
    }

    /// A list of quantities, in the base unit of their dimension.
    pub fn quantities(&mut self, key: &'static str, dimension: Dimension, bounds: impl Into<Bounds>, about: &str) -> Vec<f64> {
        let bounds = bounds.into();
        let each = |node: &Node, faults: &mut Faults<'_>| quantity(key, node, dimension, bounds, faults);
        let (kind, wanted) = (|| Kind::Quantities(dimension, bounds), format!("a list, each {}", dimension.noun()));
        self.get(key, kind, about, Vec::new(), |node, faults| value::list(key, node, &wanted, faults, each))
    }
}

fn duration(key: &str, node: &Node, bounds: Bounds, faults: &mut Faults<'_>) -> Option<SimDuration> {
    let seconds = quantity(key, node, Dimension::Time, bounds, faults)?;
    let length = SimDuration::from_seconds_f64(seconds.max(0.0));
    if seconds < 0.0 || (seconds > 0.0 && length == SimDuration::ZERO) {
        let wanted = if seconds < 0.0 { "at least 0 s" } else { "0 s or at least a microsecond" };
        let found = faults.found(node);
        faults.add(&node.span, Code::OutOfRange, format!("`{key}` must be {wanted}, found `{}`", unquoted(&found)), "");
        return None;
    }
    Some(length)
}

/// A quantity in the base unit, within its bounds.
pub(super) fn quantity(key: &str, node: &Node, dimension: Dimension, bounds: Bounds, faults: &mut Faults<'_>) -> Option<f64> {
    if dimension == Dimension::Number {
        return value::number(key, node, bounds, faults);
    }
    let value = with_unit(key, node, dimension, faults)?;
    let holds = bounds.hold(value, dimension);
    if !holds || (dimension == Dimension::Time && value.abs() > LONGEST_TIME) {
        let wanted = if holds { "at most 100 years".to_owned() } else { bounds.wanted(dimension) };
        let found = unquoted(&faults.found(node));
        faults.add(&node.span, Code::OutOfRange, format!("`{key}` must be {wanted}, found `{found}`"), "");
        return None;
    }
    Some(value)
}

/// A text with number and unit.
fn with_unit(key: &str, node: &Node, dimension: Dimension, faults: &mut Faults<'_>) -> Option<f64> {
    let (noun, example) = (dimension.noun(), dimension.example());
    let wanted = format!("{noun} such as \"{example}\"");
    let unit = example.split_once(' ').map_or("", |(_, unit)| unit);
    let (code, message, help) = match &node.value {
        Value::Integer(_) | Value::Float(_) => {
            let (found, number) = (faults.found(node), as_f64(node));
            let (code, what, number) = match number {
                Some(_) => (Code::MissingUnit, format!("{noun} with its unit"), format!("{found} {unit}")),
                None => (Code::NotFinite, format!("a finite {}", bare(noun)), example.to_owned()),
            };
            (code, format!("`{key}` needs {what}, found `{found}`"), format!("write the unit, e.g. `{key} = \"{number}\"`"))
        }
        Value::Text(text) => match units::parse(text, dimension) {
            Ok(value) => return Some(value),
            Err(fault) => {
                let found = shortened(text);
                match fault {
                    UnitFault::NoNumber => {
                        let help = if text.contains(',') { "write a decimal point, and no commas between thousands" } else { "" };
                        let help =
                            if help.is_empty() { format!("for instance `{key} = \"{example}\"`") } else { help.to_owned() };
                        (Code::BadText, format!("`{found}` is not {noun}: `{key}` needs a number and its unit"), help)
                    }
                    UnitFault::NoUnit => {
                        let message = format!("`{key}` needs {noun} with its unit, found `{found}`");
                        (Code::MissingUnit, message, format!("write the unit, e.g. `{key} = \"{} {unit}\"`", found.trim()))
                    }
                    UnitFault::Unknown(symbol, meant) => {
                        let help =
                            meant.map_or_else(|| format!("`{key}` needs {wanted}"), |meant| format!("did you mean `{meant}`?"));
                        (Code::UnknownUnit, format!("unknown unit `{}` in `{found}`", shortened(&symbol)), help)
                    }
                    UnitFault::Other(other) => {
                        (Code::WrongDimension, format!("`{found}` is {}; `{key}` needs {wanted}", other.noun()), String::new())
                    }
                    UnitFault::NotFinite => {
                        let message = format!("`{key}` needs a finite {}, found `{found}`", bare(noun));
                        (Code::NotFinite, message, format!("for instance `{key} = \"{example}\"`"))
                    }
                }
            }
        },
        _ => return faults.wrong_type(key, node, &wanted, ""),
    };
    faults.add(&node.span, code, message, help);
    None
}

/// Without its article.
fn bare(noun: &str) -> &str {
    noun.trim_start_matches("an ").trim_start_matches("a ")
}

fn as_f64(node: &Node) -> Option<f64> {
    match node.value {
        Value::Integer(number) => number.map(|number| number as f64),
        Value::Float(number) => Some(number),
        _ => None,
    }
    .filter(|number| number.is_finite())
}

fn unquoted(token: &str) -> String {
    token.trim_matches(['"', '\'']).to_owned()
}
