//! What the hours at each facility went to, over all replications of a run, and what was waited for most: the bottleneck.
//!
//! The rule is in `docs/why.md`. Hours that boxes wait are no delay by themselves, as a box may be called up early; they say
//! what vehicles waited for, and so whose doing a wait for a vehicle was.

use crate::number::grouped;
use crate::results::Results;
use darse_port::hours::{CAUSES, DelayCause, EntityKind};
use darse_port::outcome::FacilityHours;
use serde::Serialize;

/// Below this share of a kind's hours that were not planned, its waits make no bottleneck: the facility waits for demand (assumption).
const SLIGHT: f64 = 0.03;

/// What is used less than this is no bottleneck, whoever met another there by chance (assumption).
const IDLE: f64 = 0.1;

/// The hours of a facility by kind and cause, and how much its resources were used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facility {
    /// Its name.
    pub name: String,
    /// Mean over replications [h].
    pub hours: Vec<(EntityKind, DelayCause, f64)>,
    /// Mean over replications [0–1].
    pub used: Vec<(DelayCause, f64)>,
}

/// What is waited for most: by those who wait, an hour of a ship is not an hour of a truck.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Bottleneck {
    /// By the name of the cause that waits for it.
    pub resource: &'static str,
    /// Who waits.
    pub waiting: &'static str,
    /// Of the hours of these that were not planned.
    pub share: f64,
    /// Of the time, as far as that is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<f64>,
    #[serde(skip)]
    cause: DelayCause,
}

/// Every facility of a run, in the order of columns.
pub fn facilities(results: &Results) -> Vec<Facility> {
    let pictures: Vec<&Vec<FacilityHours>> = results.replications.iter().map(|it| &it.outcome.pictures.hours).collect();
    let Some(first) = pictures.first() else { return Vec::new() };
    let count = pictures.len() as f64;
    let of_facility = |place: usize| {
        let each = || pictures.iter().filter_map(|it| it.get(place));
        let hours = |kind: EntityKind, cause: DelayCause| {
            let of = |it: &FacilityHours| -> f64 {
                let kinds = it.kinds.iter().filter(|its| its.kind == kind).flat_map(|its| &its.hours);
                kinds.filter(|(its, _)| *its == cause).map(|(_, hours)| *hours).sum()
            };
            (kind, cause, each().map(of).sum::<f64>() / count)
        };
        let kinds = || first[place].kinds.iter().map(|it| it.kind);
        let all = kinds().flat_map(|kind| DelayCause::ALL.into_iter().map(move |cause| (kind, cause)));
        let used = first[place].used.iter().enumerate().map(|(at, (cause, _))| {
            let sum: f64 = each().filter_map(|it| it.used.get(at)).map(|(_, share)| *share).sum();
            (*cause, sum / count)
        });
        Facility {
            name: first[place].name.clone(),
            hours: all.map(|(kind, cause)| hours(kind, cause)).filter(|(.., hours)| *hours > 0.0).collect(),
            used: used.collect(),
        }
    };
    (0..first.len()).map(of_facility).collect()
}

impl Facility {
    /// Hours of a kind of entity and a cause.
    pub fn of(&self, kind: EntityKind, cause: DelayCause) -> f64 {
        self.hours.iter().filter(|(its, it, _)| (*its, *it) == (kind, cause)).map(|(.., hours)| *hours).sum()
    }

    /// Hours of a kind of entity, of all causes of which this is so.
    pub fn sum(&self, kind: EntityKind, wanted: impl Fn(DelayCause) -> bool) -> f64 {
        self.hours.iter().filter(|(its, cause, _)| *its == kind && wanted(*cause)).map(|(.., hours)| *hours).sum()
    }

    /// Hours that a kind waited for each resource; ships' waits for vehicles and for berths passed on to what these themselves waited for.
    fn waited(&self, kind: EntityKind) -> [f64; CAUSES] {
        let mut waited = [0.0; CAUSES];
        for cause in DelayCause::ALL.into_iter().filter(|cause| cause.is_resource()) {
            waited[resource(cause).index()] += self.of(kind, cause);
        }
        if kind == EntityKind::Ship {
            self.pass_on_waits_of_ships(&mut waited);
        }
        waited
    }

    fn pass_on_waits_of_ships(&self, alongside: &mut [f64; CAUSES]) {
        // Of a ship's wait for vehicles, as much as boxes on vehicles wait for yard cranes is theirs.
        let by_boxes = |cause| self.of(EntityKind::Box, cause);
        let at_yard = by_boxes(DelayCause::YardCrane) + by_boxes(DelayCause::Rehandle);
        let yards_part = at_yard / (at_yard + by_boxes(DelayCause::Work)).max(f64::MIN_POSITIVE);
        pass_on(alongside, DelayCause::Vehicle, DelayCause::YardCrane, yards_part);
        // Of its wait for a berth, as much as ships alongside wait for something is for that.
        let berth = std::mem::take(&mut alongside[DelayCause::Berth.index()]);
        let before_berth = [DelayCause::Pilot, DelayCause::Entrance, DelayCause::MooringGang];
        let is_there = |cause: &DelayCause| !before_berth.contains(cause);
        let there: f64 = DelayCause::ALL.iter().filter(|it| is_there(it)).map(|cause| alongside[cause.index()]).sum();
        let all = there + self.of(EntityKind::Ship, DelayCause::Work);
        if all > 0.0 {
            for cause in DelayCause::ALL.iter().filter(|it| is_there(it)) {
                alongside[cause.index()] *= 1.0 + berth / all;
            }
            alongside[DelayCause::Berth.index()] = berth * (1.0 - there / all);
        }
    }

    /// The resource that one kind spends the largest share of its hours waiting for, of all kinds but boxes; none where that is
    /// hardly anything, or where it is hardly used.
    pub fn bottleneck(&self) -> Option<Bottleneck> {
        let moving = EntityKind::ALL.into_iter().filter(|kind| *kind != EntityKind::Box);
        let shares = moving.flat_map(|kind| {
            let (waited, unplanned) = (self.waited(kind), self.sum(kind, |cause| cause != DelayCause::Stay));
            let share = move |cause: DelayCause| waited[cause.index()] / unplanned.max(f64::MIN_POSITIVE);
            DelayCause::ALL.into_iter().map(move |cause| (kind, cause, share(cause)))
        });
        let (kind, cause, share) = shares.filter(|(.., share)| *share > SLIGHT).max_by(|a, b| a.2.total_cmp(&b.2))?;
        let used = self.used.iter().find(|(its, _)| *its == cause).map(|(_, share)| *share);
        if used.is_some_and(|used| used < IDLE) {
            return None;
        }
        Some(Bottleneck { resource: cause.name(), waiting: plural(kind), share, used, cause })
    }
}

/// Who waits, in words.
fn plural(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Ship => "ships",
        EntityKind::Box => "boxes",
        EntityKind::Truck => "trucks",
        EntityKind::Train => "trains",
        EntityKind::Car => "cars",
    }
}

/// Rehandles are done by yard cranes.
fn resource(cause: DelayCause) -> DelayCause {
    if cause == DelayCause::Rehandle { DelayCause::YardCrane } else { cause }
}

fn pass_on(hours: &mut [f64; CAUSES], from: DelayCause, to: DelayCause, part: f64) {
    let passed = hours[from.index()] * part;
    hours[from.index()] -= passed;
    hours[to.index()] += passed;
}

/// A line a facility: `TC4  berths: ships wait 21 % of their time; used 68 %`.
pub fn sentences(facilities: &[Facility]) -> String {
    let width = facilities.iter().map(|it| it.name.chars().count()).max().unwrap_or(0);
    let line = |it: &Facility| {
        let what = it.bottleneck().map_or("none: it waits for demand".to_owned(), |found| {
            let used = found.used.map_or(String::new(), |used| format!("; used {} %", grouped(100.0 * used, 0)));
            let share = grouped(100.0 * found.share, 0);
            format!("{}: {} wait {share} % of their time{used}", words(found.cause), found.waiting)
        });
        format!("  {:width$}  {what}\n", it.name)
    };
    facilities.iter().map(line).collect()
}

/// What there is too little of, in words.
fn words(cause: DelayCause) -> &'static str {
    match cause {
        DelayCause::Pilot => "pilots and tugs",
        DelayCause::Entrance => "the entrance",
        DelayCause::Berth => "berths",
        DelayCause::MooringGang => "mooring gangs",
        DelayCause::Crane => "cranes",
        DelayCause::Vehicle => "vehicles",
        DelayCause::YardCrane => "yard cranes",
        DelayCause::YardRoom => "room",
        DelayCause::Gate => "the gate",
        DelayCause::Bay => "bays",
        DelayCause::Documents => "booths for papers",
        DelayCause::Scanner => "scanners",
        DelayCause::Customs => "customs",
        DelayCause::Road => "roads",
        DelayCause::Rail => "the railway",
        DelayCause::Power => "power",
        DelayCause::Labour => "gangs",
        DelayCause::ShiftChange => "shift changes",
        DelayCause::Breakdown => "repairs",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DelayCause::*;
    use EntityKind::{Box, Ship, Truck};

    fn facility(hours: &[(EntityKind, DelayCause, f64)]) -> Facility {
        Facility { name: "T".to_owned(), hours: hours.to_vec(), used: vec![(Vehicle, 0.9)] }
    }

    #[test]
    fn the_most_waited_for_is_named_with_its_use() {
        let found = facility(&[(Ship, Work, 50.0), (Ship, Vehicle, 30.0), (Truck, Work, 900.0), (Truck, Gate, 100.0)])
            .bottleneck()
            .expect("it is waited for");
        assert_eq!(found.resource, "vehicle");
        assert_eq!(found.waiting, "ships", "trucks wait more hours, but a tenth of theirs");
        assert!((found.share - 0.375).abs() < 1e-12 && found.used.is_some_and(|used| (used - 0.9).abs() < 1e-12), "{found:?}");
    }

    #[test]
    fn waits_for_vehicles_that_wait_for_yard_cranes_are_the_yard_cranes() {
        let found =
            facility(&[(Ship, Work, 50.0), (Ship, Vehicle, 30.0), (Box, YardCrane, 80.0), (Box, Work, 20.0)]).bottleneck();
        assert_eq!(found.expect("it is waited for").resource, "yard-crane");
    }

    #[test]
    fn waits_for_a_berth_go_to_what_ships_alongside_wait_for() {
        let found =
            facility(&[(Ship, Berth, 100.0), (Ship, Crane, 60.0), (Ship, Work, 40.0)]).bottleneck().expect("it is waited for");
        assert_eq!(found.resource, "crane");
        assert!((found.share - 120.0 / 200.0).abs() < 1e-12, "{found:?}");
        let found =
            facility(&[(Ship, Berth, 100.0), (Ship, Crane, 10.0), (Ship, Work, 90.0)]).bottleneck().expect("it is waited for");
        assert_eq!(found.resource, "berth");
    }

    #[test]
    fn slight_waits_make_no_bottleneck() {
        assert_eq!(facility(&[(Ship, Work, 98.0), (Ship, Vehicle, 2.0), (Ship, Stay, 500.0)]).bottleneck(), None);
        assert_eq!(facility(&[]).bottleneck(), None);
        assert_eq!(sentences(&[facility(&[])]), "  T  none: it waits for demand\n");
    }
}
