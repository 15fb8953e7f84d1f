//! Getters for plain values: whole numbers, numbers, shares, flags, text, and lists of them.

use super::describe::Kind;
use super::fault::Faults;
use super::node::{Node, Value};
use super::table::{Table, shortened};
use crate::scenario::diagnostic::Code;
use crate::scenario::units::{Bounds, Dimension};
use std::ops::RangeInclusive;

impl Table<'_> {
    /// A whole number, e.g. `cranes = 8`.
    pub fn count(&mut self, key: &'static str, bounds: RangeInclusive<u64>, about: &str) -> u32 {
        let (min, max) = (*bounds.start(), (*bounds.end()).min(u64::from(u32::MAX)));
        let kind = || Kind::Count { min, max };
        let number = self.get(key, kind, about, min, |node, faults| whole(key, node, min, max, faults));
        u32::try_from(number).expect("the upper bound fits 32 bits")
    }

    /// A finite number, e.g. `cv = 0.3`; a whole number will do.
    pub fn number(&mut self, key: &'static str, bounds: impl Into<Bounds>, about: &str) -> f64 {
        let bounds = bounds.into();
        self.get(key, || Kind::Number(bounds), about, placeholder(bounds), |node, faults| number(key, node, bounds, faults))
    }

    /// A share of a whole, 0 to 1: `0.4` or `"40 %"`.
    pub fn share(&mut self, key: &'static str, about: &str) -> f64 {
        self.get(key, || Kind::Share, about, 0.0, |node, faults| share(key, node, faults))
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str, about: &str) -> bool {
        self.get(
            key,
            || Kind::Flag,
            about,
            false,
            |node, faults| match node.value {
                Value::Flag(flag) => Some(flag),
                _ => faults.wrong_type(key, node, "true or false", "write it without quotes"),
            },
        )
    }

    /// Any text.
    pub fn text(&mut self, key: &'static str, about: &str) -> String {
        self.get(key, || Kind::Text, about, String::new(), |node, faults| text(key, node, faults))
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str, about: &str) -> Vec<String> {
        let each = |node: &Node, faults: &mut Faults<'_>| text(key, node, faults);
        self.get(key, || Kind::Texts, about, Vec::new(), |node, faults| list(key, node, "a list of texts", faults, each))
    }

    /// A list of finite numbers.
    pub fn numbers(&mut self, key: &'static str, bounds: impl Into<Bounds>, about: &str) -> Vec<f64> {
        let bounds = bounds.into();
        let each = |node: &Node, faults: &mut Faults<'_>| number(key, node, bounds, faults);
        let kind = || Kind::Numbers(bounds);
        self.get(key, kind, about, Vec::new(), |node, faults| list(key, node, "a list of numbers", faults, each))
    }

    /// A table of numbers by name, in the order of the file, e.g. `sizes = { 20ft = 0.4, 40ft = 0.6 }`; its default is one as a whole.
    pub fn numbers_by_name(&mut self, key: &'static str, bounds: impl Into<Bounds>, about: &str) -> Vec<(String, f64)> {
        let bounds = bounds.into();
        self.get(
            key,
            || Kind::NumbersByName(bounds),
            about,
            Vec::new(),
            |node, faults| {
                if !node.is_table() {
                    return faults.wrong_type(key, node, "a table of numbers", format!("write `{key} = {{ name = 0.5 }}`"));
                }
                let each = node.entries().iter().map(|entry| {
                    super::nest::check_name(&entry.key, &entry.key_span, faults);
                    Some((entry.key.clone(), number(&entry.key, &entry.node, bounds, faults)?))
                });
                each.collect::<Vec<_>>().into_iter().collect()
            },
        )
    }

    /// A seed of random numbers: any whole number from 0 to 2^64 - 1, in quotes if an editor objects to its size.
    pub fn seed(&mut self, key: &'static str, about: &str) -> u64 {
        self.get(
            key,
            || Kind::Seed,
            about,
            0,
            |node, faults| match &node.value {
                Value::Text(digits) => match digits.trim().parse() {
                    Ok(seed) => Some(seed),
                    Err(_) => faults.wrong_type(key, node, "a whole number", format!("write `{key} = 2024`")),
                },
                _ => whole(key, node, 0, u64::MAX, faults),
            },
        )
    }
}

/// A value within the bounds, for want of a better one.
pub(super) fn placeholder(bounds: Bounds) -> f64 {
    placeholder_of(bounds, Dimension::Number)
}

/// The same, in the base unit of a dimension.
pub(super) fn placeholder_of(bounds: Bounds, dimension: Dimension) -> f64 {
    let low = bounds.low(dimension).unwrap_or(1.0);
    if bounds.is_strict() { bounds.high(dimension).unwrap_or(1.0).min(1.0) } else { low }
}

pub(super) fn whole(key: &str, node: &Node, min: u64, max: u64, faults: &mut Faults<'_>) -> Option<u64> {
    let number = match &node.value {
        Value::Integer(number) => *number,
        Value::Float(float) if float.is_finite() && *float >= 0.0 && float.fract() == 0.0 => {
            return faults.wrong_type(key, node, "a whole number", format!("write `{key} = {float}`"));
        }
        Value::Text(digits) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
            return faults.wrong_type(
                key,
                node,
                "a whole number",
                format!("write it without quotes: `{key} = {}`", shortened(digits)),
            );
        }
        _ => return faults.wrong_type(key, node, "a whole number", ""),
    };
    match number.and_then(|number| u64::try_from(number).ok()) {
        Some(number) if (min..=max).contains(&number) => Some(number),
        _ => {
            let wanted = if max == u64::from(u32::MAX) { format!("at least {min}") } else { format!("between {min} and {max}") };
            let found = faults.found(node);
            faults.add(&node.span, Code::OutOfRange, format!("`{key}` must be {wanted}, found `{found}`"), "");
            None
        }
    }
}

pub(super) fn number(key: &str, node: &Node, bounds: Bounds, faults: &mut Faults<'_>) -> Option<f64> {
    let number = match &node.value {
        Value::Integer(number) => number.map_or(f64::INFINITY, |number| number as f64),
        Value::Float(number) => *number,
        Value::Text(digits) if digits.trim().parse::<f64>().is_ok_and(f64::is_finite) => {
            let help = format!("write it without quotes: `{key} = {}`", shortened(digits.trim()));
            return faults.wrong_type(key, node, "a number", help);
        }
        Value::Text(text) if text.trim_start().starts_with(|c: char| c.is_ascii_digit()) => {
            return faults.wrong_type(key, node, "a number", "write it without quotes and without a unit");
        }
        _ => return faults.wrong_type(key, node, "a number", ""),
    };
    let found = faults.found(node);
    if !number.is_finite() {
        faults.add(&node.span, Code::NotFinite, format!("`{key}` must be a finite number, found `{found}`"), "");
        return None;
    }
    if !bounds.hold(number, Dimension::Number) {
        let wanted = bounds.wanted(Dimension::Number);
        faults.add(&node.span, Code::OutOfRange, format!("`{key}` must be {wanted}, found `{found}`"), "");
        return None;
    }
    Some(number)
}

fn share(key: &str, node: &Node, faults: &mut Faults<'_>) -> Option<f64> {
    let Value::Text(text) = &node.value else {
        return number(key, node, Bounds::from(0.0..=1.0), faults);
    };
    let Some(percent) = text.trim().strip_suffix('%').and_then(|digits| digits.trim().parse::<f64>().ok()) else {
        let help = format!("write `{key} = 0.4` or `{key} = \"40 %\"`");
        return faults.wrong_type(key, node, "a share", help);
    };
    if !(0.0..=100.0).contains(&percent) {
        let code = if percent.is_finite() { Code::OutOfRange } else { Code::NotFinite };
        faults.add(&node.span, code, format!("`{key}` must be between 0 % and 100 %, found `{}`", shortened(text)), "");
        return None;
    }
    Some(percent / 100.0)
}

pub(super) fn text(key: &str, node: &Node, faults: &mut Faults<'_>) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        _ => {
            let found = faults.found(node);
            let help =
                if node.is_table() || found.contains('"') { String::new() } else { format!("write `{key} = \"{found}\"`") };
            faults.wrong_type(key, node, "text", help)
        }
    }
}

/// Each element of a list, all faults reported.
pub(super) fn list<T>(
    key: &str,
    node: &Node,
    wanted: &str,
    faults: &mut Faults<'_>,
    each: impl Fn(&Node, &mut Faults<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    if !matches!(node.value, Value::List(_)) {
        let found = faults.found(node);
        return faults.wrong_type(key, node, wanted, format!("write `{key} = [{found}]`"));
    }
    let all: Vec<Option<T>> = node.elements().iter().map(|element| each(element, faults)).collect();
    all.into_iter().collect()
}
