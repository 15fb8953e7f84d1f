//! The values between which a key is raised.

use crate::exit::Failure;
use crate::number::shortest;

/// The key that is raised if nobody names one, and how far.
pub(super) const DEMAND: (&str, &str, &str) = ("demand.volume", "0.5", "2");

/// Two values of a key and what lies between.
pub(super) struct Range {
    from: f64,
    to: f64,
    unit: String,
}

impl Range {
    pub(super) fn of(key: &str, from: Option<&str>, to: Option<&str>) -> Result<Range, Failure> {
        let usual = |text| (key == DEMAND.0).then_some(text);
        let both = from.or_else(|| usual(DEMAND.1)).zip(to.or_else(|| usual(DEMAND.2)));
        let (from, to) = both.ok_or_else(|| Failure::invalid(format!("say where `{}` begins and ends: --from, --to", key)))?;
        let quantity = |typed: &str| {
            let typed = typed.trim();
            let unit = typed.find(|c: char| c.is_alphabetic() || matches!(c, ' ' | '%')).unwrap_or(typed.len());
            let number = typed[..unit].parse::<f64>().ok().filter(|number| number.is_finite());
            number.map(|number| (number, typed[unit..].to_owned())).ok_or_else(|| {
                Failure::invalid(format!(
                    "`{typed}` is no number, nor one with a unit: write e.g. --from 0.5 or --from \"7 days\""
                ))
            })
        };
        let ((from, unit), (to, other)) = (quantity(from)?, quantity(to)?);
        if unit.trim() != other.trim() || from.total_cmp(&to).is_eq() {
            return Err(Failure::invalid("--from and --to are two values with the same unit"));
        }
        Ok(Range { from, to, unit })
    }

    pub(super) fn is_rising(&self) -> bool {
        self.to > self.from
    }

    /// The value at a place from 0 to 1, rounded to six digits; and as text.
    pub(super) fn at(&self, place: f64) -> (f64, String) {
        let exact = self.from + place * (self.to - self.from);
        let value: f64 = format!("{exact:.5e}").parse().unwrap_or(exact);
        (value, format!("{}{}", shortest(value), self.unit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_kept_and_a_range_may_fall() {
        let range = Range::of("service.a.every", Some("14 days"), Some("3.5 days")).unwrap();
        assert_eq!([0.0, 0.5, 1.0].map(|place| range.at(place).1), ["14 days", "8.75 days", "3.5 days"]);
        assert_eq!(Range::of("x", Some("80%"), Some("95%")).unwrap().at(1.0), (95.0, "95%".to_owned()));
        assert_eq!(Range::of(DEMAND.0, None, None).unwrap().at(1.0 / 3.0), (1.0, "1".to_owned()));
    }

    #[test]
    fn a_range_needs_two_values_of_a_kind() {
        for (from, to) in [(None, Some("2")), (Some("1"), Some("1")), (Some("1 h"), Some("2 days")), (Some("nan"), Some("1"))] {
            assert!(Range::of("x", from, to).is_err(), "{from:?} {to:?}");
        }
    }
}
