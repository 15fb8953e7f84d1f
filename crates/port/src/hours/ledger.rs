//! What one machine's time at a ship or a train came to, and whose time the ship's own was.

use super::DelayCause;
use crate::facility::blame::Blame;
use crate::facility::condition::Target;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// Time by cause, as far as there is any.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Ledger(Vec<(DelayCause, SimDuration)>);

impl Ledger {
    /// So much more of a cause.
    #[inline]
    pub fn add(&mut self, cause: DelayCause, time: SimDuration) {
        if time == SimDuration::ZERO {
            return;
        }
        match self.0.iter_mut().find(|(it, _)| *it == cause) {
            Some((_, sum)) => *sum += time,
            None => self.0.push((cause, time)),
        }
    }
    /// A wait for a resource: as far as that was in a worse condition, of the reason of that.
    pub fn add_wait(&mut self, usual: DelayCause, target: Target, wait: (SimTime, SimTime), blame: &Blame) {
        blame.cut(&[target], wait, usual, |cause, time| self.add(cause, time));
    }
    /// Of one cause.
    pub fn of(&self, cause: DelayCause) -> SimDuration {
        self.0.iter().find(|(it, _)| *it == cause).map_or(SimDuration::ZERO, |(_, time)| *time)
    }
    /// Of all.
    pub fn total(&self) -> SimDuration {
        self.0.iter().map(|(_, time)| *time).sum()
    }
    /// Cause by cause, in the order in which they first came.
    pub fn iter(&self) -> impl Iterator<Item = (DelayCause, SimDuration)> {
        self.0.iter().copied()
    }
    /// The longest first; of causes that took as long, in the order in which they are declared.
    pub fn longest_first(&self) -> Vec<(DelayCause, SimDuration)> {
        let mut sums = self.0.clone();
        sums.sort_by_key(|(cause, time)| (std::cmp::Reverse(*time), *cause));
        sums
    }
}

/// A machine's time at one ship.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Stint {
    /// Assigned.
    pub from: SimTime,
    /// No longer.
    pub to: SimTime,
    /// What it did meanwhile.
    pub hours: Ledger,
}

/// What the time between all fast and the end of the work was spent on: what the machine says that ended last. Where it came
/// later than the ship, the machine that had left last by then says what the time before was; between the two, or before the
/// first, there was no crane; what that time is booked to, the caller says. What passes before the ship is ready is the ship's own work.
pub fn critical_path(
    stints: &[Stint],
    fast: SimTime,
    ready: SimTime,
    end: SimTime,
    without: impl Fn(SimTime, SimTime, &mut Ledger),
) -> Ledger {
    let mut path = Ledger::default();
    let mut to = end;
    let mut last = stints.iter().filter(|it| it.to <= end).max_by_key(|it| it.to);
    while let Some(stint) = last {
        no_crane(stint.to, to, ready, &mut path, &without);
        for (cause, time) in stint.hours.iter() {
            let own = if cause == DelayCause::Upstream { DelayCause::Work } else { cause };
            path.add(own, time);
        }
        to = stint.from;
        last = stints.iter().filter(|it| it.to <= to && it.from < it.to).max_by_key(|it| it.to);
    }
    no_crane(fast, to, ready, &mut path, &without);
    path
}

/// Nobody works the ship: until it is ready that is its own doing.
fn no_crane(from: SimTime, to: SimTime, ready: SimTime, path: &mut Ledger, without: impl Fn(SimTime, SimTime, &mut Ledger)) {
    let begins = ready.max(from).min(to);
    path.add(DelayCause::Work, begins - from);
    if begins < to {
        without(begins, to, path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DelayCause::*;

    fn stint(from: u64, to: u64, hours: &[(DelayCause, u64)]) -> Stint {
        let mut it = Stint { from: SimTime(from), to: SimTime(to), hours: Ledger::default() };
        hours.iter().for_each(|(cause, time)| it.hours.add(*cause, SimDuration(*time)));
        assert_eq!(it.hours.total(), it.to - it.from);
        it
    }
    fn path(stints: &[Stint], end: u64) -> Vec<(DelayCause, u64)> {
        let path = critical_path(stints, SimTime(0), SimTime(10), SimTime(end), |from, to, path| path.add(Crane, to - from));
        assert_eq!(path.total(), SimDuration(end), "no hour is missing and none is booked twice");
        path.iter().map(|(cause, time)| (cause, time.0)).collect()
    }

    #[test]
    fn the_longest_comes_first_in_whatever_order_they_came() {
        for order in [[(Vehicle, 3), (Work, 9), (Crane, 3), (Rehandle, 1)], [(Rehandle, 1), (Crane, 3), (Work, 9), (Vehicle, 3)]]
        {
            let longest = stint(0, 16, &order).hours.longest_first();
            let seconds: Vec<(DelayCause, u64)> = longest.into_iter().map(|(cause, time)| (cause, time.0)).collect();
            assert_eq!(seconds, [(Work, 9), (Crane, 3), (Vehicle, 3), (Rehandle, 1)]);
        }
    }

    #[test]
    fn the_crane_that_ends_last_says_what_the_time_was() {
        let quick = stint(0, 50, &[(Upstream, 10), (Work, 40)]);
        let slow = stint(0, 80, &[(Upstream, 10), (Vehicle, 30), (Work, 40)]);
        assert_eq!(path(&[quick, slow], 80), [(Work, 50), (Vehicle, 30)]);
    }

    #[test]
    fn before_a_crane_that_came_late_it_is_the_one_whose_end_let_it_begin() {
        let first = stint(0, 30, &[(Upstream, 10), (Breakdown, 5), (Work, 15)]);
        let beside = stint(0, 60, &[(Upstream, 10), (Work, 50)]);
        let late = stint(35, 90, &[(Work, 55)]);
        assert_eq!(path(&[first, beside, late], 90), [(Work, 80), (Crane, 5), (Breakdown, 5)]);
    }

    #[test]
    fn a_ship_without_a_crane_waits_for_one_from_when_it_is_ready() {
        assert_eq!(path(&[stint(40, 100, &[(Work, 60)])], 100), [(Work, 70), (Crane, 30)]);
        assert_eq!(path(&[], 10), [(Work, 10)]);
    }
}
