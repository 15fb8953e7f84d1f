//! What varies over the year and over the day: weights whose mean counts as one.

use super::diagnostic::Code;
use super::read::{DateTime, Table};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// Factors by month of the calendar.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Season {
    /// January first; their mean is one.
    months: Vec<f64>,
    /// The day of time 0, counted from 1970-01-01.
    first_day: i64,
}

impl Season {
    /// Reads twelve weights.
    pub fn read(t: &mut Table<'_>, key: &'static str, about: &str, start: DateTime) -> Self {
        Season { months: read_weights(t, key, 12, about), first_day: start.days_since_epoch() }
    }

    /// The factor of the month in which an instant lies.
    pub fn factor(&self, at: SimTime) -> f64 {
        let day = self.first_day + (at.0 / SimDuration::hours(24).0) as i64;
        self.months[month_of(day)]
    }

    /// Of things that are numbered in the order of time, and of which all are wanted in the busiest month: is this one wanted? Those of
    /// another month are thinned out evenly, to the share that its factor is of the largest.
    pub fn keeps(&self, nth: u64, at: SimTime) -> bool {
        let share = self.factor(at) / self.peak();
        ((nth + 1) as f64 * share).floor() > (nth as f64 * share).floor()
    }

    /// The largest factor.
    pub fn peak(&self) -> f64 {
        self.months.iter().copied().fold(0.0, f64::max)
    }
}

/// So many weights with a mean of one.
pub fn read_weights(t: &mut Table<'_>, key: &'static str, wanted: usize, about: &str) -> Vec<f64> {
    let weights = t.numbers(key, 0.0..=1e6, about);
    let sum: f64 = weights.iter().sum();
    if weights.len() != wanted || sum <= 0.0 {
        let message = format!("`{key}` needs {wanted} weights, at least one above 0; found {}", weights.len());
        t.error(key, Code::Inconsistent, message, format!("write {wanted} numbers in brackets"));
        return vec![1.0; wanted];
    }
    weights.iter().map(|weight| weight * wanted as f64 / sum).collect()
}

/// The month of a day counted from 1970-01-01, 0 for January: Howard Hinnant, "chrono-compatible low-level date algorithms" (2013).
fn month_of(day: i64) -> usize {
    let day_of_era = (day + 719_468).rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100); // from 1 March
    (((5 * day_of_year + 2) / 153 + 2) % 12) as usize
}

#[cfg(test)]
mod tests {
    use super::{Season, month_of};
    use crate::scenario::read::DateTime;
    use darse_engine::{SimDuration, SimTime};

    #[test]
    fn a_month_keeps_its_share_evenly() {
        let mut months = vec![1.0; 12];
        (months[1], months[2]) = (0.75, 0.0);
        let first_day = DateTime::new(2024, 2, 1, 0, 0, 0).unwrap().days_since_epoch();
        let season = Season { months, first_day };
        let day = |day: u64| SimTime(day * SimDuration::hours(24).0);
        let february: Vec<bool> = (0..8).map(|nth| season.keeps(nth, day(nth))).collect();
        assert_eq!(february, [false, true, true, true, false, true, true, true]);
        assert!((0..100).all(|nth| !season.keeps(nth, day(29))), "nothing in March");
        assert!((0..100).all(|nth| season.keeps(nth, day(60))), "all in April");
    }

    #[test]
    fn every_day_of_four_centuries_is_in_its_month() {
        let first = DateTime::new(2000, 1, 1, 0, 0, 0).unwrap().days_since_epoch();
        let mut day = first;
        for year in 2000..2400 {
            for month in 1..=12 {
                for of_month in 1..=31 {
                    let Some(date) = DateTime::new(year, month, of_month, 0, 0, 0) else { continue };
                    assert_eq!((date.days_since_epoch(), month_of(day)), (day, usize::from(month) - 1), "{date}");
                    day += 1;
                }
            }
        }
        assert_eq!(day - first, 146_097);
    }
}
