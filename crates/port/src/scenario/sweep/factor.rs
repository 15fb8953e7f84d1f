//! What differs between the points of a design: one key of the scenario, and the levels it takes.
//!
//! ```text
//! terminal.TC3.cranes.count=6,8,10                  these
//! terminal.TC3.cranes.count=6..10                   every whole number between
//! demand.volume=0.8..1.2                            any number between; five evenly apart in a grid
//! terminal.TC3.transport.speed-laden=20..30 km/h by 2 km/h   from the first end in steps
//! terminal.TC3.transport.kind=terminal-tractor,agv  words
//! ```
//! Levels are text: each becomes an override `path=level` of the scenario's text, and is read and checked as if it stood there.

use super::range::{Range, number_with_unit};
use std::fmt;
use std::str::FromStr;

/// A key and its levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    path: String,
    levels: Levels,
    typed: String,
}

/// The levels of a factor.
#[derive(Clone, Debug, PartialEq)]
pub enum Levels {
    /// These, two or more, all different.
    Listed(Vec<String>),
    /// Those between two ends.
    Range(Range),
}

/// One level of a factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// As it is written into the scenario.
    pub text: String,
    /// The number it is, in the factor's unit, if all levels are numbers of one unit.
    pub number: Option<f64>,
    /// Where it stands between the first level, 0, and the last, 1; listed levels stand evenly apart.
    pub position: f64,
}

/// Why a text is no factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorFault {
    typed: String,
    why: String,
}

impl FactorFault {
    /// What is wrong, in a line.
    pub fn message(&self) -> String {
        format!("`{}` varies nothing: {}", self.typed, self.why)
    }

    /// How it is written right.
    pub const HELP: &'static str = "write `key=6,8,10`, `key=6..10` or `key=20 km/h..30 km/h by 5 km/h`";
}

impl fmt::Display for FactorFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message(), FactorFault::HELP)
    }
}

impl std::error::Error for FactorFault {}

impl FromStr for Factor {
    type Err = FactorFault;

    fn from_str(typed: &str) -> Result<Factor, FactorFault> {
        let fault = |why: String| FactorFault { typed: typed.to_owned(), why };
        let parts = split_outside_quotes(typed, '=', 2);
        let [path, written] = parts.as_slice() else { return Err(fault("there is no `=`".to_owned())) };
        let (path, written) = (path.trim(), written.trim());
        if path.is_empty() {
            return Err(fault("no key stands before the `=`".to_owned()));
        }
        let levels = match Range::parse(written) {
            Some(range) => Levels::Range(range.map_err(fault)?),
            None => Levels::Listed(listed(written).map_err(fault)?),
        };
        Ok(Factor { path: path.to_owned(), levels, typed: typed.to_owned() })
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

impl Factor {
    /// The key that varies, as `--set` takes it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it takes.
    pub fn levels(&self) -> &Levels {
        &self.levels
    }

    /// The unit of its levels: empty for plain numbers, `None` if they are not numbers of one unit.
    pub fn unit(&self) -> Option<&str> {
        match &self.levels {
            Levels::Range(range) => Some(range.unit()),
            Levels::Listed(texts) => {
                let mut units = texts.iter().map(|text| number_with_unit(text).map(|(_, unit)| unit));
                let first = units.next()??;
                units.all(|unit| unit == Some(first)).then_some(first)
            }
        }
    }

    /// How many levels it has in a grid.
    pub fn count_in_grid(&self) -> u32 {
        match &self.levels {
            Levels::Listed(texts) => texts.len() as u32,
            Levels::Range(range) => range.count_in_grid(),
        }
    }

    /// One of the levels of a grid, from 0.
    pub fn level_in_grid(&self, at: u32) -> Level {
        match &self.levels {
            Levels::Listed(texts) => {
                let text = texts[at as usize].clone();
                let number = self.unit().and(number_with_unit(&text)).map(|(number, _)| number);
                Level { text, number, position: f64::from(at) / (texts.len() as f64 - 1.0) }
            }
            Levels::Range(range) => between(range, range.level_in_grid(at)),
        }
    }

    /// The level that a draw between 0 and 1 falls on: all levels are equally likely.
    pub fn level_drawn(&self, unit: f64) -> Level {
        match self.count() {
            Some(count) => self.level_in_grid(((unit * f64::from(count)) as u32).min(count - 1)),
            None => self.level_at(unit),
        }
    }

    /// The level nearest to a position between the first level, 0, and the last, 1.
    pub fn level_near(&self, position: f64) -> Level {
        match self.count() {
            Some(count) => self.level_in_grid(((position * f64::from(count - 1)).round() as u32).min(count - 1)),
            None => self.level_at(position),
        }
    }

    /// How many levels there are; `None` if any number between the ends will do.
    fn count(&self) -> Option<u32> {
        match &self.levels {
            Levels::Listed(texts) => Some(texts.len() as u32),
            Levels::Range(range) => range.count(),
        }
    }

    fn level_at(&self, share: f64) -> Level {
        match &self.levels {
            Levels::Range(range) => between(range, range.level_at(share)),
            Levels::Listed(_) => self.level_in_grid(0),
        }
    }
}

fn between(range: &Range, (text, number): (String, f64)) -> Level {
    Level { text, number: Some(number), position: range.share(number) }
}

fn listed(written: &str) -> Result<Vec<String>, String> {
    let texts: Vec<String> = split_outside_quotes(written, ',', usize::MAX).iter().map(|it| it.trim().to_owned()).collect();
    if let Some(empty) = texts.iter().position(String::is_empty) {
        return Err(if texts.len() == 1 { "it has no levels".to_owned() } else { format!("level {} is empty", empty + 1) });
    }
    if let Some(twice) = (1..texts.len()).find(|&at| texts[..at].contains(&texts[at])) {
        return Err(format!("the level `{}` is there twice", texts[twice]));
    }
    if texts.len() == 1 { Err("one level is nothing to vary".to_owned()) } else { Ok(texts) }
}

/// Splits into at most so many parts at a character that stands outside quotes and brackets.
fn split_outside_quotes(text: &str, at: char, most: usize) -> Vec<&str> {
    let (mut parts, mut from, mut depth, mut quote) = (Vec::new(), 0, 0usize, None);
    for (place, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) => quote = if c == open { None } else { quote },
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{' | '(') => depth += 1,
            (None, ']' | '}' | ')') => depth = depth.saturating_sub(1),
            (None, c) if c == at && depth == 0 && parts.len() + 1 < most => {
                parts.push(&text[from..place]);
                from = place + c.len_utf8();
            }
            (None, _) => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(typed: &str) -> Factor {
        typed.parse().unwrap()
    }

    fn grid(typed: &str) -> Vec<String> {
        let factor = factor(typed);
        (0..factor.count_in_grid()).map(|at| factor.level_in_grid(at).text).collect()
    }

    fn refusal(typed: &str) -> String {
        typed.parse::<Factor>().unwrap_err().message()
    }

    #[test]
    fn levels_are_listed_or_between_two_ends() {
        assert_eq!(grid("a.b=6, 8,10"), ["6", "8", "10"]);
        assert_eq!(grid("a.b=6..10"), ["6", "7", "8", "9", "10"]);
        assert_eq!(grid("a=0.8..1.2"), ["0.8", "0.9", "1", "1.1", "1.2"]);
        assert_eq!(grid("a=20 km/h..30 km/h by 5 km/h"), ["20 km/h", "25 km/h", "30 km/h"]);
        assert_eq!(grid("a=20..30 km/h"), ["20 km/h", "22.5 km/h", "25 km/h", "27.5 km/h", "30 km/h"]);
        assert_eq!(grid("a=0.1..0.7 by 0.2"), ["0.1", "0.3", "0.5", "0.7"]);
        assert_eq!(grid("a=10 %..50 % by 20 %"), ["10 %", "30 %", "50 %"]);
        assert_eq!(grid("a=-2..2 by 2"), ["-2", "0", "2"]);
        assert_eq!(grid("a=1..10 by 4"), ["1", "5", "9"]);
        assert_eq!(grid("a=../x,../y"), ["../x", "../y"]);
    }

    #[test]
    fn quotes_and_brackets_hold_levels_together() {
        assert_eq!(grid("a=\"x, y\",z"), ["\"x, y\"", "z"]);
        let cycles = grid("c={ lognormal = { mean = \"90 s\", cv = 0.3 } },2 min");
        assert_eq!(cycles, ["{ lognormal = { mean = \"90 s\", cv = 0.3 } }", "2 min"]);
        assert_eq!(factor("terminal.\"a=b\".x=1,2").path(), "terminal.\"a=b\".x");
    }

    #[test]
    fn a_draw_makes_every_level_equally_likely() {
        let count = factor("a=5..9");
        let drawn: Vec<String> = (0..10).map(|i| count.level_drawn(f64::from(i) / 10.0).text).collect();
        assert_eq!(drawn, ["5", "5", "6", "6", "7", "7", "8", "8", "9", "9"]);
        let speed = factor("a=20 km/h..30 km/h").level_drawn(0.123_456_789);
        assert_eq!((speed.text.as_str(), speed.number), ("21.235 km/h", Some(21.235)));
        assert!((speed.position - 0.1235).abs() < 1e-12);
    }

    #[test]
    fn a_position_is_met_by_the_nearest_level() {
        let near = |typed: &str| [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0].map(|at| factor(typed).level_near(at).text);
        assert_eq!(near("a=5..7"), ["5", "6", "6", "7"]);
        assert_eq!(near("a=x,y,z"), ["x", "y", "y", "z"]);
        assert_eq!(near("a=0.0..1.0"), ["0", "0.3333", "0.6667", "1"]);
    }

    #[test]
    fn levels_of_one_unit_are_numbers() {
        assert_eq!(factor("a=20 km/h,30 km/h").unit(), Some("km/h"));
        assert_eq!(factor("a=1,2.5").unit(), Some(""));
        assert_eq!(factor("a=1 min,90 s").unit(), None);
        assert_eq!(factor("a=agv,straddle").level_in_grid(1).number, None);
        assert_eq!(factor("a=90 s,120 s").level_in_grid(1).number, Some(120.0));
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        for (typed, why) in [
            ("a", "there is no `=`"),
            ("=1,2", "no key stands before the `=`"),
            ("a=", "it has no levels"),
            ("a=1,,2", "level 2 is empty"),
            ("a=1,1", "the level `1` is there twice"),
            ("a=5", "one level is nothing to vary"),
            ("a=9..5", "the first end must be below the second"),
            ("a=1 h..2 min", "`h` and `min` are two units: write both ends in one"),
            ("a=1 furlong..2 furlong", "`furlong` is no unit"),
            ("a=1..5 by 0", "the step must be above 0 and fit between the ends"),
            ("a=1..5 by 7", "the step must be above 0 and fit between the ends"),
            ("a=1..5 by x", "`x` is no step"),
            ("a=1..100000", "more than 65536 levels"),
        ] {
            assert_eq!(refusal(typed), format!("`{typed}` varies nothing: {why}"));
        }
    }
}
