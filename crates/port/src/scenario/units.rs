//! Quantities written with their unit: `"6.5 h"`, `"350 m"`, `"28 moves/h"`.
//!
//! To add a unit, in `units/table.rs`: add a line to `UNITS`; to add something that is counted in rates, a word to `COUNTED`.

mod bounds;
mod table;

pub use bounds::Bounds;

use crate::canary::{Slip, planted};
use table::{COUNTED, UNITS};

/// Kinds of quantities, each with the unit in which the program holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// A pure number, written bare.
    Number,
    /// Time [s].
    Time,
    /// Length [m].
    Length,
    /// Speed [m/s].
    Speed,
    /// Mass [t].
    Mass,
    /// Something counted per time [1/h].
    Rate,
    /// Power [kW].
    Power,
    /// Energy [kWh].
    Energy,
    /// Area [m²].
    Area,
    /// Volume [m³].
    Volume,
    /// Containers [TEU].
    Teu,
    /// Bulk [t/h].
    MassFlow,
    /// Liquids [m³/h].
    VolumeFlow,
}

use Dimension::{Area, Energy, Length, Mass, MassFlow, Number, Power, Rate, Speed, Teu, Time, Volume, VolumeFlow};

impl Dimension {
    /// All of them.
    pub const ALL: [Dimension; 13] =
        [Number, Time, Length, Speed, Mass, Rate, Power, Energy, Area, Volume, Teu, MassFlow, VolumeFlow];

    /// The unit in which the program holds it.
    pub const fn base(self) -> &'static str {
        self.words().0
    }
    /// What it is called, with its article: `a speed`.
    pub const fn noun(self) -> &'static str {
        self.words().1
    }
    /// One that is written right.
    pub const fn example(self) -> &'static str {
        self.words().2
    }

    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Number => ("", "a number", "0.3"),
            Time => ("s", "a length of time", "6.5 h"),
            Length => ("m", "a length", "350 m"),
            Speed => ("m/s", "a speed", "25 km/h"),
            Mass => ("t", "a mass", "40 t"),
            Rate => ("1/h", "a rate", "28 moves/h"),
            Power => ("kW", "a power", "450 kW"),
            Energy => ("kWh", "an energy", "300 kWh"),
            Area => ("m2", "an area", "12 ha"),
            Volume => ("m3", "a volume", "60000 m3"),
            Teu => ("TEU", "a number of TEU", "1200 TEU"),
            MassFlow => ("t/h", "a flow of mass", "800 t/h"),
            VolumeFlow => ("m3/h", "a flow of volume", "2500 m3/h"),
        }
    }

    /// A value in the base unit as a person would write it: `90` seconds are `1.5 min`.
    pub fn show(self, value: f64) -> String {
        let (unit, factor) = match self {
            Time => {
                let fits = |(_, factor): &&(&str, f64)| value.abs() >= *factor;
                *[("days", 86_400.0), ("h", 3_600.0), ("min", 60.0)].iter().find(fits).unwrap_or(&("s", 1.0))
            }
            Rate => ("/h", 1.0),
            _ => (self.base(), 1.0),
        };
        let digits = if (value / factor).abs() >= 1.0 { 1e3 } else { 1e6 };
        let rounded = (value / factor * digits).round() / digits;
        format!("{rounded} {unit}").trim_end().to_owned()
    }
}

/// Why a text is no quantity of the dimension wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum UnitFault {
    /// It does not begin with a number.
    NoNumber,
    /// A number and nothing else.
    NoUnit,
    /// Something follows the number, but it is no unit; perhaps this one was meant.
    Unknown(String, Option<String>),
    /// A good unit of another dimension.
    Other(Dimension),
    /// `nan`, `inf`, or beyond the largest number.
    NotFinite,
}

/// Reads a quantity into the base unit of its dimension. Several parts add up if they are times: `1 h 30 min`.
///
/// # Errors
/// See [`UnitFault`].
pub fn parse(text: &str, dimension: Dimension) -> Result<f64, UnitFault> {
    let (mut rest, mut sum, mut parts) = (text.trim(), 0.0, 0);
    loop {
        let (number, after) = leading_number(rest)?;
        let symbol = after.trim();
        if symbol.is_empty() {
            return if dimension == Number && parts == 0 { finite(number) } else { Err(UnitFault::NoUnit) };
        }
        let (symbol, next) = match symbol.find(' ').filter(|_| dimension == Time && lookup(symbol).is_none()) {
            Some(at) if starts_number(symbol[at..].trim_start()) => (&symbol[..at], symbol[at..].trim_start()),
            _ => (symbol, ""),
        };
        let Some((found, factor)) = lookup(symbol) else {
            return Err(UnitFault::Unknown(symbol.to_owned(), meant(symbol, dimension)));
        };
        if found != dimension {
            return Err(UnitFault::Other(found));
        }
        sum += number * factor;
        parts += 1;
        if next.is_empty() {
            return finite(sum);
        }
        rest = next;
    }
}

/// A regular expression for the quantities of a dimension; a little wider than [`parse`].
pub fn pattern(dimension: Dimension) -> String {
    let symbols = |of: Dimension| {
        let all: Vec<&str> = UNITS.iter().filter(|(_, dimension, _)| *dimension == of).map(|(symbol, ..)| *symbol).collect();
        all.join("|")
    };
    let per_time = || format!("\\s*(/|per)\\s*({})", symbols(Time));
    let number = r"[+-]?[0-9_]*\.?[0-9_]+([eE][+-]?[0-9]+)?";
    let unit = match dimension {
        Number => return format!("^\\s*{number}\\s*$"),
        Rate => format!("[a-zA-Z1]*{}", per_time()),
        MassFlow => format!("({}){}", symbols(Mass), per_time()),
        VolumeFlow => format!("({}){}", symbols(Volume), per_time()),
        Speed => format!("(kn|knots|({}){})", symbols(Length), per_time()),
        other => format!("({})", symbols(other)),
    };
    let more = if dimension == Time { "+" } else { "" };
    format!("^\\s*({number}\\s*{unit}\\s*){more}$")
}

/// Dimension and factor of a symbol, rates and flows included.
fn lookup(symbol: &str) -> Option<(Dimension, f64)> {
    if let Some((_, dimension, factor)) = UNITS.iter().find(|(known, ..)| *known == symbol) {
        let hours = *symbol == *"min" && planted(Slip::MinutesReadAsHours);
        return Some((*dimension, if hours { 3_600.0 } else { *factor }));
    }
    let (what, per) = symbol.split_once('/').or_else(|| symbol.split_once("per ")).map(|(a, b)| (a.trim(), b.trim()))?;
    let (_, _, seconds) = UNITS.iter().find(|(known, dimension, _)| *dimension == Time && *known == per)?;
    let per_hour = 3_600.0 / seconds;
    match UNITS.iter().find(|(known, ..)| *known == what) {
        Some((_, Mass, factor)) => Some((MassFlow, factor * per_hour)),
        Some((_, Volume, factor)) => Some((VolumeFlow, factor * per_hour)),
        Some((_, Length, factor)) => Some((Speed, factor * per_hour / 3_600.0)),
        _ => COUNTED.iter().any(|known| counts(known, what)).then_some((Rate, per_hour)),
    }
}

/// Whether `word` is `known` in the singular or plural.
fn counts(known: &str, word: &str) -> bool {
    let plural = |ending: &str| known.len() > 1 && word.strip_prefix(known) == Some(ending);
    word == known
        || plural("s")
        || plural("es")
        || (known == "ferry" && word == "ferries")
        || (known == "person" && word == "people")
}

/// The unit closest to a misspelt one, of the dimension wanted if there is one.
fn meant(symbol: &str, dimension: Dimension) -> Option<String> {
    if dimension == Rate
        && let Some((what, per)) = symbol.split_once('/')
    {
        let times = UNITS.iter().filter(|(_, of, _)| *of == Time).map(|(known, ..)| (*known).to_owned());
        let things = COUNTED.iter().filter(|known| known.len() > 1).flat_map(|known| [(*known).to_owned(), format!("{known}s")]);
        let per = super::diagnostic::closest(per.trim(), times)?;
        let what = if what.trim().is_empty() { String::new() } else { super::diagnostic::closest(what.trim(), things)? };
        return Some(format!("{what}/{per}"));
    }
    let of = |wanted: Option<Dimension>| {
        UNITS.iter().filter(move |(_, of, _)| wanted.is_none_or(|wanted| wanted == *of)).map(|(known, ..)| (*known).to_owned())
    };
    super::diagnostic::closest(symbol, of(Some(dimension))).or_else(|| super::diagnostic::closest(symbol, of(None)))
}

fn finite(value: f64) -> Result<f64, UnitFault> {
    if value.is_finite() { Ok(value) } else { Err(UnitFault::NotFinite) }
}

fn starts_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'))
}

/// Whether a text is the symbol of a unit, of whatever dimension.
pub fn is_unit(symbol: &str) -> bool {
    lookup(symbol).is_some()
}

/// The number a text begins with, and what follows it.
///
/// # Errors
/// If it begins with none, or with one that is not finite.
pub fn leading_number(text: &str) -> Result<(f64, &str), UnitFault> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let word = unsigned.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    if matches!(word.to_ascii_lowercase().as_str(), "nan" | "inf" | "infinity") {
        return Err(UnitFault::NotFinite);
    }
    let bytes = text.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(|b| b.is_ascii_digit() || *b == b'_') {
            at += 1;
        }
        at
    };
    let start = text.len() - unsigned.len();
    let mut end = digits(start);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        end = if exponent > end + 1 + sign { exponent } else { end };
    }
    let number = text[..end].replace('_', "").parse().map_err(|_| UnitFault::NoNumber)?;
    // `6,5 h` is neither 6 of a unit called `,5 h`, nor 65: better to say so.
    if bytes.get(end) == Some(&b',') {
        return Err(UnitFault::NoNumber);
    }
    Ok((number, &text[end..]))
}

#[cfg(test)]
mod tests;
