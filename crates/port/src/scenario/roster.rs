//! `shifts` and `first-shift`: how many of a pool are at work in each shift of eight hours.

use super::diagnostic::Code;
use super::read::Table;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Timetable};

/// Shifts of a day, and of a week.
const A_DAY: usize = 3;
const A_WEEK: usize = 21;

/// Who is at work when.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Roster {
    /// Time of day at which the first shift begins.
    pub first: SimDuration,
    /// For each shift of a week, that of Monday first.
    pub counts: Vec<u32>,
}

impl Roster {
    /// Reads the two keys; nobody has shifts who does not write them.
    pub fn read(t: &mut Table<'_>, about: &str) -> Option<Self> {
        let first = t.time_of_day("first-shift", "Time of day at which the first of three shifts begins.");
        let counts = t.maybe("shifts", |t| t.numbers("shifts", 0.0..=10_000.0, about))?;
        Some(Self::of(first, &counts, t))
    }

    /// The same, where there are always shifts.
    pub fn required(t: &mut Table<'_>, about: &str) -> Self {
        let first = t.time_of_day("first-shift", "Time of day at which the first of three shifts begins.");
        let counts = t.numbers("shifts", 0.0..=10_000.0, about);
        Self::of(first, &counts, t)
    }

    fn of(first: SimDuration, counts: &[f64], t: &Table<'_>) -> Self {
        let whole = counts.iter().all(|count| count.fract() == 0.0);
        if ![A_DAY, A_WEEK].contains(&counts.len()) || !whole {
            let message = format!("`shifts` needs {A_DAY} whole numbers, or {A_WEEK} for a week; found {}", counts.len());
            t.error("shifts", Code::Inconsistent, message, "write one number for each shift of eight hours");
            return Roster { first, counts: vec![1; A_WEEK] };
        }
        if counts.iter().sum::<f64>() <= 0.0 {
            t.error("shifts", Code::Inconsistent, "nobody ever works", "write a number above 0: all would wait for ever");
        }
        let counts = (0..A_WEEK).map(|shift| counts[shift % counts.len()] as u32).collect();
        Roster { first, counts }
    }

    /// How many are at work; time 0 lies so many hours after Monday 00:00.
    pub fn at(&self, now: SimTime, start_hour_of_week: u64) -> u32 {
        self.counts[(self.of_week(now, start_hour_of_week) / shift().0) as usize]
    }

    /// Until the next shift begins.
    pub fn left(&self, now: SimTime, start_hour_of_week: u64) -> SimDuration {
        SimDuration(shift().0 - self.of_week(now, start_hour_of_week) % shift().0)
    }

    /// Hours in which anybody is at work, counted from time 0.
    pub fn timetable(&self, start_hour_of_week: u64) -> Timetable {
        let week = SimDuration::weeks(1).0;
        let offset = week + self.first.0 - SimDuration::hours(start_hour_of_week).0 % week;
        let open = self.counts.iter().enumerate().filter(|(_, count)| **count > 0).map(|(nth, _)| {
            let from = (offset + nth as u64 * shift().0) % week;
            (SimDuration(from), SimDuration(from + shift().0))
        });
        Timetable::repeating(SimDuration(week), open)
    }

    /// The share of time in which anybody is at work.
    pub fn open_share(&self) -> f64 {
        self.counts.iter().filter(|count| **count > 0).count() as f64 / A_WEEK as f64
    }

    /// Mean number at work, each time at most so many.
    pub fn mean(&self, most: u32) -> f64 {
        self.counts.iter().map(|count| f64::from(most.min(*count))).sum::<f64>() / A_WEEK as f64
    }

    fn of_week(&self, now: SimTime, start_hour_of_week: u64) -> u64 {
        let week = SimDuration::weeks(1).0;
        (now.0 + SimDuration::hours(start_hour_of_week).0 + week - self.first.0) % week
    }
}

fn shift() -> SimDuration {
    SimDuration::hours(8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Time 0 is a Tuesday midnight: the third shift of Monday goes on until six.
    #[test]
    fn shifts_go_over_midnight() {
        let mut counts = vec![0; A_WEEK];
        (counts[2], counts[3], counts[20]) = (7, 8, 9);
        let roster = Roster { first: SimDuration::hours(6), counts };
        let at = |hour: u64| roster.at(SimTime::ZERO + SimDuration::hours(hour), 24);
        assert_eq!([at(0), at(5), at(6), at(13), at(14)], [7, 7, 8, 8, 0]);
        assert_eq!(roster.left(SimTime::ZERO, 24), SimDuration::hours(6));
        assert_eq!(at(6 * 24), 9, "Sunday's last shift lasts until six on Monday");
        let open = roster.timetable(24);
        for hour in 0..400 {
            let now = SimTime::ZERO + SimDuration::hours(hour);
            assert_eq!(open.is_open(now), roster.at(now, 24) > 0, "hour {hour}");
        }
        assert!((roster.open_share() - 3.0 / 21.0).abs() < 1e-12 && (roster.mean(8) - 23.0 / 21.0).abs() < 1e-12);
    }
}
