//! The gate: its lanes are in `lanes`; here are the hours at which trucks come, their appointments, and the
//! import boxes for which a truck is booked.

use crate::facility::lanes::Lanes;
use crate::ids::BoxId;
use crate::policy::Policy;
use crate::policy::appointments::Appointments as HourPolicy;
use crate::policy::appointments::view::Book;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Pid, SimDuration, SimTime};
use std::collections::{BTreeMap, BTreeSet};

const HOUR: u64 = SimDuration::hours(1).0;
const WEEK_HOURS: u64 = 168;

/// The shape of truck traffic over a week: shares of 168 hours, Monday 00–01 first.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Profile {
    /// Share of a week's trucks that came before each hour; 169 entries from 0 to 1.
    cumulative: Vec<f64>,
    /// Hours between Monday 00:00 and time 0.
    start_hour: u64,
}

impl Profile {
    /// From weights of seven days (Monday first) and of 24 hours.
    pub fn new(days: &[f64], hours: &[f64], start_hour: u64) -> Self {
        let total: f64 = days.iter().sum::<f64>() * hours.iter().sum::<f64>();
        let mut cumulative = vec![0.0];
        let mut sum = 0.0;
        for day in days {
            for hour in hours {
                sum += day * hour / total;
                cumulative.push(sum);
            }
        }
        Profile { cumulative, start_hour }
    }

    /// Trucks (in weeks' worth) that come before `t`.
    fn weeks_before(&self, t: SimTime) -> f64 {
        let hours = t.0 / HOUR + self.start_hour;
        let (week, hour) = (hours / WEEK_HOURS, (hours % WEEK_HOURS) as usize);
        let part = (t.0 % HOUR) as f64 / HOUR as f64;
        week as f64 + self.cumulative[hour] + part * (self.cumulative[hour + 1] - self.cumulative[hour])
    }

    /// The instant at which so many weeks' worth of trucks have come.
    fn when(&self, weeks: f64) -> SimTime {
        let (week, rest) = (weeks.max(0.0) as u64, weeks.max(0.0).fract());
        let hour = self.cumulative.partition_point(|share| *share <= rest).clamp(1, 168) - 1;
        let width = self.cumulative[hour + 1] - self.cumulative[hour];
        let part = if width > 0.0 { ((rest - self.cumulative[hour]) / width).clamp(0.0, 1.0) } else { 0.0 };
        let hours = (week * WEEK_HOURS + hour as u64).saturating_sub(self.start_hour);
        SimTime(hours * HOUR + (part * HOUR as f64) as u64)
    }

    /// When a truck that could come from `ready` on does come: within the next day's worth of traffic, at hours when trucks
    /// drive; `unit` in (0, 1] says where in it.
    pub fn draw_arrival(&self, ready: SimTime, unit: f64) -> SimTime {
        self.when(self.weeks_before(ready) + unit / 7.0).max(ready)
    }
}

/// Appointments by the hour.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Appointments {
    /// Which hour a truck gets.
    policy: Policy<HourPolicy>,
    /// Trucks per hour that may be booked.
    per_hour: u32,
    booked: BTreeMap<u64, u32>,
}

impl Appointments {
    /// An empty book.
    pub fn new(policy: Policy<HourPolicy>, per_hour: u32) -> Self {
        Appointments { policy, per_hour, booked: BTreeMap::new() }
    }
    /// Books the hour of the policy, at or after the wanted one; the truck keeps its minute of the hour.
    pub fn book(&mut self, wanted: SimTime) -> SimTime {
        let book = Book { per_hour: self.per_hour, booked: &self.booked, wanted: wanted.0 / HOUR };
        let hour = self.policy.decide(&book);
        *self.booked.entry(hour).or_default() += 1;
        SimTime(hour * HOUR + wanted.0 % HOUR)
    }
}

/// The gate of one terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Gate {
    /// Lanes in.
    pub lanes_in: Lanes,
    /// Lanes out.
    pub lanes_out: Lanes,
    /// When trucks come.
    pub profile: Profile,
    /// Hourly quotas, if trucks need appointments.
    pub appointments: Option<Appointments>,
    /// The portal works: trucks can be booked.
    pub books: bool,
    /// Import boxes for which a truck is booked, by when it is due: box and truck.
    collections: BTreeMap<(SimTime, BoxId), Pid>,
    /// The boxes among them.
    expected: BTreeSet<BoxId>,
}

impl Gate {
    /// A gate that nobody has passed.
    pub fn new(lanes_in: Lanes, lanes_out: Lanes, profile: Profile, appointments: Option<Appointments>) -> Self {
        let (collections, expected) = (BTreeMap::new(), BTreeSet::new());
        Gate { lanes_in, lanes_out, profile, appointments, books: true, collections, expected }
    }
    /// The hour the truck gets; without a portal, the one it wants.
    pub fn book(&mut self, wanted: SimTime) -> SimTime {
        self.appointments.as_mut().filter(|_| self.books).map_or(wanted, |it| it.book(wanted))
    }
    /// A truck is booked to come for a box.
    pub fn expect_collection(&mut self, at: SimTime, id: BoxId, truck: Pid) {
        self.collections.insert((at, id), truck);
        self.expected.insert(id);
    }
    /// Is a truck booked for the box?
    pub fn expects(&self, id: BoxId) -> bool {
        self.expected.contains(&id)
    }
    /// The truck has come: nobody else may take its box.
    pub fn collection_begins(&mut self, at: SimTime, id: BoxId) {
        self.collections.remove(&(at, id)).expect("a booked collection begins once");
        self.expected.remove(&id);
    }
    /// A truck that is there anyway takes the next box due within `within` instead of the truck booked for it.
    pub fn take_over_collection(&mut self, now: SimTime, within: SimDuration) -> Option<(BoxId, Pid)> {
        let (&(at, id), &truck) = self.collections.first_key_value().filter(|((at, _), _)| *at <= now + within)?;
        self.collections.remove(&(at, id));
        self.expected.remove(&id);
        Some((id, truck))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use darse_engine::{Stream, Streams};

    const DAYS: [f64; 7] = [1.0, 1.0, 1.0, 1.0, 0.9, 0.6, 0.0];

    fn hours() -> Vec<f64> {
        (0..24).map(|hour| if (6..22).contains(&hour) { f64::from(hour % 8 + 1) } else { 0.0 }).collect()
    }

    /// 200,000 trucks that are ready at any time of a week come by the weights of its hours: chi-squared over 96 open hours, its
    /// 0.999 quantile; none comes in an hour of weight 0.
    #[test]
    fn a_weeks_arrivals_reproduce_the_weights() {
        for start_hour in [0, 53] {
            let profile = Profile::new(&DAYS, &hours(), start_hour);
            let mut draw = Streams::new(4, 0).of(Stream::named("trucks"), 0, 0);
            let trucks = 200_000;
            let mut found = vec![0.0; 168];
            for _ in 0..trucks {
                // Ready by the profile itself, as they are where boxes come at all hours: so they come by it, too.
                let ready = profile.when(1.0 + draw.unit());
                let at = profile.draw_arrival(ready, draw.unit());
                assert!(at >= ready);
                found[((at.0 / HOUR + start_hour) % WEEK_HOURS) as usize] += 1.0;
            }
            let total: f64 = DAYS.iter().sum::<f64>() * hours().iter().sum::<f64>();
            let mut chi2 = 0.0;
            for (hour, found) in found.iter().enumerate() {
                let expected = f64::from(trucks) * DAYS[hour / 24] * hours()[hour % 24] / total;
                if expected > 0.0 {
                    chi2 += (found - expected) * (found - expected) / expected;
                } else {
                    assert!(*found < 0.5, "{found} trucks in hour {hour}");
                }
            }
            assert!(chi2 < 142.0, "{chi2}");
        }
    }

    #[test]
    fn trucks_before_and_when_are_inverse() {
        let profile = Profile::new(&[1.0; 7], &hours(), 30);
        for step in 0..500 {
            let weeks = 1.0 + f64::from(step) / 83.0;
            assert!((profile.weeks_before(profile.when(weeks)) - weeks).abs() < 1e-9, "{weeks}");
        }
    }

    #[test]
    fn a_truck_comes_within_a_days_worth_of_traffic() {
        let profile = Profile::new(&[1.0; 7], &[1.0; 24], 0);
        let ready = SimTime(50 * HOUR);
        assert_eq!(profile.draw_arrival(ready, 1.0), SimTime(74 * HOUR));
        assert!(profile.draw_arrival(ready, 1e-9) < SimTime(50 * HOUR + HOUR / 100));
    }

    #[test]
    fn an_appointment_is_the_first_hour_with_a_free_slot() {
        let mut appointments = Appointments::new(Policy::named("first-free").unwrap(), 2);
        let wanted = SimTime(10 * HOUR + 7);
        let got: Vec<u64> = (0..5).map(|_| appointments.book(wanted).0).collect();
        assert_eq!(got, [10, 10, 11, 11, 12].map(|hour| hour * HOUR + 7));
        assert_eq!(appointments.book(SimTime(9 * HOUR)), SimTime(9 * HOUR));
    }
}
