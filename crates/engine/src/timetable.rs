//! When something is open: shifts, a night closure, planned maintenance. What can be foreseen is arithmetic: a process
//! holds until the next opening, and no event opens or closes anything.

use crate::time::{SimDuration, SimTime};
use borsh::{BorshDeserialize, BorshSerialize};

/// A half-open stretch [from, to) [µs].
type Span = (u64, u64);

/// Open hours that repeat, less single closures.
///
/// ```
/// # use darse_engine::*;
/// let [h, d] = [SimDuration::hours(1), SimDuration::days(1)];
/// let gate = Timetable::repeating(d, [(h * 6, h * 22)]).closed_during([(SimTime::ZERO + d, SimTime::ZERO + d * 2)]);
/// let evening = SimTime::ZERO + h * 21;
/// assert_eq!(gate.next_open(SimTime::ZERO + h * 22), Some(SimTime::ZERO + d * 2 + h * 6));
/// assert_eq!(gate.open_time_between(evening, evening + d * 2), h * 16);
/// assert_eq!(gate.end_of_work(evening, h * 3), Some(SimTime::ZERO + d * 2 + h * 8));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Timetable {
    period: u64,
    /// Open spans of one period: in order, apart, within [0, period].
    open: Vec<Span>,
    /// In order, apart.
    closures: Vec<Span>,
}

impl Timetable {
    /// Always open.
    pub fn always() -> Self {
        Self::repeating(SimDuration::weeks(1), [(SimDuration::ZERO, SimDuration::weeks(1))])
    }

    /// Open from … to …, counted from the start of each period (weekly: 0 is Monday 0:00 if the simulation starts then).
    /// Spans may overlap; what goes beyond the period wraps into the next one.
    ///
    /// # Panics
    /// If the period is nothing, or a span ends before it begins or is longer than the period.
    pub fn repeating(period: SimDuration, open: impl IntoIterator<Item = (SimDuration, SimDuration)>) -> Self {
        let period = period.0;
        assert!(period > 0, "a timetable repeats after some time");
        let mut spans = Vec::new();
        for (from, to) in open {
            assert!(from <= to && to.0 - from.0 <= period, "a span ends after it begins, within one period");
            let (start, length) = (from.0 % period, to.0 - from.0);
            spans.push((start, (start + length).min(period)));
            if start + length > period {
                spans.push((0, start + length - period));
            }
        }
        Timetable { period, open: apart(spans), closures: Vec::new() }
    }

    /// Less these closures, each from … to …; they may overlap.
    pub fn closed_during(mut self, closures: impl IntoIterator<Item = (SimTime, SimTime)>) -> Self {
        let more = closures.into_iter().map(|(from, to)| (from.0, to.0));
        self.closures = apart(self.closures.into_iter().chain(more).collect());
        self
    }

    /// Is it open at this instant?
    pub fn is_open(&self, at: SimTime) -> bool {
        self.next_open(at) == Some(at)
    }

    /// The first open instant, now or later; `None` if it never opens again.
    pub fn next_open(&self, now: SimTime) -> Option<SimTime> {
        let mut at = now.0;
        loop {
            let opening = self.next_opening(at)?;
            match self.closures.iter().find(|closure| closure.0 <= opening && opening < closure.1) {
                Some(closure) => at = closure.1,
                None => return Some(SimTime(opening)),
            }
        }
    }

    /// The first instant, now or later, at which it is closed; `None` if it never closes.
    pub fn next_close(&self, now: SimTime) -> Option<SimTime> {
        let whole = self.open.first().is_some_and(|&span| span == (0, self.period));
        let closure = self.closures.iter().find(|closure| now.0 < closure.1).map(|closure| closure.0.max(now.0));
        if whole {
            return closure.map(SimTime);
        }
        let mut at = now.0;
        loop {
            let (periods, place) = (at / self.period, at % self.period);
            let Some(span) = self.open.iter().find(|span| span.0 <= place && place < span.1) else { break };
            at = periods * self.period + span.1; // open until there; a span that starts the next period may go on
        }
        Some(SimTime(closure.map_or(at, |closure| closure.min(at))))
    }

    /// Open time in [from, to); nothing if `to` is before `from`.
    pub fn open_time_between(&self, from: SimTime, to: SimTime) -> SimDuration {
        if to <= from {
            return SimDuration::ZERO;
        }
        let plain = |from: u64, to: u64| self.open_before(to) - self.open_before(from);
        let overlapping = self.closures.iter().map(|&(a, b)| (a.max(from.0), b.min(to.0))).filter(|(a, b)| a < b);
        let closed: u64 = overlapping.map(|(a, b)| plain(a, b)).sum();
        SimDuration(plain(from.0, to.0) - closed)
    }

    /// When `work`, begun now or at the next opening and laid down whenever it is closed, is done; `None` if never.
    pub fn end_of_work(&self, now: SimTime, work: SimDuration) -> Option<SimTime> {
        let (mut at, mut left) = (self.next_open(now)?, work);
        loop {
            let Some(close) = self.next_close(at) else { return Some(at + left) };
            let stretch = close - at;
            if left <= stretch {
                return Some(at + left);
            }
            left -= stretch;
            at = self.next_open(close)?;
        }
    }

    /// The first instant not before `at` that the repeating part has open.
    fn next_opening(&self, at: u64) -> Option<u64> {
        let (start, place) = (at - at % self.period, at % self.period);
        match self.open.iter().find(|span| place < span.1) {
            Some(span) => Some(start + span.0.max(place)),
            None => self.open.first().map(|span| start + self.period + span.0),
        }
    }

    /// Open time of the repeating part in [0, at).
    fn open_before(&self, at: u64) -> u64 {
        let (periods, place) = (at / self.period, at % self.period);
        let whole: u64 = self.open.iter().map(|span| span.1 - span.0).sum();
        let part: u64 = self.open.iter().map(|span| span.1.min(place).saturating_sub(span.0)).sum();
        periods * whole + part
    }
}

/// Spans in order, with those that touch or overlap joined, and empty ones left out.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.0 < span.1);
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Unit by unit over a small world.
    fn check(table: &Timetable, open_at: impl Fn(u64) -> bool, horizon: u64) -> Result<(), TestCaseError> {
        for now in 0..horizon {
            prop_assert_eq!(table.is_open(SimTime(now)), open_at(now));
            let opening = (now..horizon + 100).find(|&t| open_at(t)).map(SimTime);
            prop_assert_eq!(table.next_open(SimTime(now)), opening);
            let closing = (now..horizon + 100).find(|&t| !open_at(t)).map(SimTime);
            prop_assert_eq!(table.next_close(SimTime(now)), closing);
            let to = now + horizon / 3;
            let open = (now..to).filter(|&t| open_at(t)).count() as u64;
            prop_assert_eq!(table.open_time_between(SimTime(now), SimTime(to)), SimDuration(open));
            if open > 0 {
                let end = table.end_of_work(SimTime(now), SimDuration(open));
                let last = (now..to).rev().find(|&t| open_at(t)).map(|t| SimTime(t + 1));
                prop_assert_eq!(end, last);
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn arithmetic_agrees_with_looking_at_every_instant(
            spans in prop::collection::vec((0u64..12, 0u64..9), 0..4),
            closures in prop::collection::vec((0u64..60, 0u64..15), 0..4),
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(from, length)| (from, from + length)).collect();
            let closures: Vec<Span> = closures.into_iter().map(|(from, length)| (from, from + length)).collect();
            let table = Timetable::repeating(SimDuration(12), spans.iter().map(|s| (SimDuration(s.0), SimDuration(s.1))))
                .closed_during(closures.iter().map(|c| (SimTime(c.0), SimTime(c.1))));
            let open_at = |t: u64| {
                let place = t % 12;
                spans.iter().any(|s| (s.0 <= place && place < s.1) || (s.0 <= place + 12 && place + 12 < s.1))
                    && !closures.iter().any(|c| c.0 <= t && t < c.1)
            };
            check(&table, open_at, 100)?;
        }
    }

    #[test]
    fn never_and_always() {
        let never = Timetable::repeating(SimDuration(5), []);
        assert_eq!((never.next_open(SimTime(3)), never.end_of_work(SimTime(3), SimDuration(1))), (None, None));
        assert_eq!(never.next_close(SimTime(3)), Some(SimTime(3)));
        let always = Timetable::always();
        assert_eq!((always.next_close(SimTime(9)), always.is_open(SimTime(9))), (None, true));
        assert_eq!(always.end_of_work(SimTime(9), SimDuration(4)), Some(SimTime(13)));
    }
}
