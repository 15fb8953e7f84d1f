//! The levels between two ends: `6..10`, `20 km/h..30 km/h`, `0.8..1.2 by 0.1`.

use crate::scenario::units;

/// Levels that a range without steps has in a grid.
const EVENLY: u32 = 5;

/// Between two numbers of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    low: f64,
    high: f64,
    unit: String,
    /// Between neighbouring levels; none: any number between the ends will do.
    step: Option<f64>,
    /// Decimals that levels are written with.
    decimals: usize,
}

/// A number as it was typed.
struct Typed<'a> {
    value: f64,
    /// Digits behind the point.
    decimals: usize,
    whole: bool,
    unit: &'a str,
}

impl Range {
    /// A range from what stands before, behind and after `by`; `None` if the two ends do not even begin as numbers do.
    ///
    /// # Errors
    /// What is wrong with it: a fragment.
    pub(super) fn parse(text: &str) -> Option<Result<Range, String>> {
        let (ends, by) = text.rsplit_once(" by ").map_or((text, None), |(ends, by)| (ends, Some(by)));
        let (low, high) = ends.split_once("..")?;
        let (low, high) = (typed(low)?, typed(high)?);
        let by = match by.map(|by| typed(by).ok_or_else(|| format!("`{}` is no step", by.trim()))) {
            Some(Err(why)) => return Some(Err(why)),
            Some(Ok(by)) => Some(by),
            None => None,
        };
        Some(Range::of(&low, &high, by.as_ref()))
    }

    fn of(low: &Typed<'_>, high: &Typed<'_>, by: Option<&Typed<'_>>) -> Result<Range, String> {
        let unit = high.unit;
        for end in [low.unit, high.unit, by.map_or("", |by| by.unit)] {
            if !end.is_empty() && end != "%" && !units::is_unit(end) {
                return Err(format!("`{end}` is no unit"));
            }
            if end != unit && !end.is_empty() {
                return Err(format!("`{end}` and `{unit}` are two units: write both ends in one"));
            }
        }
        if low.value >= high.value {
            return Err("the first end must be below the second".to_owned());
        }
        let width = high.value - low.value;
        let whole = low.whole && high.whole && unit.is_empty();
        let step = by.map(|by| by.value).or(whole.then_some(1.0));
        if step.is_some_and(|step| step <= 0.0 || step > width) {
            return Err("the step must be above 0 and fit between the ends".to_owned());
        }
        if step.is_some_and(|step| width / step >= f64::from(super::MOST_POINTS)) {
            return Err(format!("more than {} levels", super::MOST_POINTS));
        }
        let written = low.decimals.max(high.decimals).max(by.map_or(0, |by| by.decimals));
        // A ten-thousandth of the width is fine enough for any number in between, and can still be read.
        let (mut fine, mut unit_of_last_place) = (0, 1.0);
        while step.is_none() && fine < 12 && unit_of_last_place > width / 1e4 {
            fine += 1;
            unit_of_last_place /= 10.0;
        }
        Ok(Range { low: low.value, high: high.value, unit: unit.to_owned(), step, decimals: written.max(fine) })
    }

    /// The unit of all its levels; empty for plain numbers.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// How many levels there are; `None` if any number will do.
    pub(super) fn count(&self) -> Option<u32> {
        self.step.map(|step| ((self.high - self.low) / step + 1e-9).floor() as u32 + 1)
    }

    /// How many levels it has in a grid.
    pub(super) fn count_in_grid(&self) -> u32 {
        self.count().unwrap_or(EVENLY)
    }

    /// The level of this number, out of those of a grid.
    pub(super) fn level_in_grid(&self, at: u32) -> (String, f64) {
        let step = self.step.unwrap_or((self.high - self.low) / f64::from(EVENLY - 1));
        self.written(self.low + step * f64::from(at))
    }

    /// The level at this share of the way from the first end to the second.
    pub(super) fn level_at(&self, share: f64) -> (String, f64) {
        self.written(self.low + share * (self.high - self.low))
    }

    /// A number as text with its unit, and the number that the text says.
    fn written(&self, value: f64) -> (String, f64) {
        let mut number = format!("{:.*}", self.decimals, value);
        if number.contains('.') {
            number.truncate(number.trim_end_matches('0').trim_end_matches('.').len());
        }
        if number == "-0" {
            number = "0".to_owned();
        }
        let value = number.parse().expect("a number that was just written");
        (if self.unit.is_empty() { number } else { format!("{number} {}", self.unit) }, value)
    }

    /// How far a number is on the way from the first end to the second.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// A number with a unit or none; `None` if it does not begin with a number.
fn typed(text: &str) -> Option<Typed<'_>> {
    let (value, unit) = units::leading_number(text.trim()).ok()?;
    let digits = &text.trim()[..text.trim().len() - unit.len()];
    let scientific = digits.contains(['e', 'E']);
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.chars().filter(char::is_ascii_digit).count());
    Some(Typed {
        value: if value.is_finite() { value } else { return None },
        decimals: if scientific { 12 } else { decimals },
        whole: !digits.contains('.') && !scientific,
        unit: unit.trim(),
    })
}

/// A number written alone or with a unit, e.g. one of several levels that are listed.
pub(super) fn number_with_unit(text: &str) -> Option<(f64, &str)> {
    typed(text).filter(|it| it.unit.is_empty() || it.unit == "%" || units::is_unit(it.unit)).map(|it| (it.value, it.unit))
}
