//! Each hour is booked to exactly one cause: the bookings of every entity of every scenario add up to its life, to the microsecond.

use crate::folder::load_scenario;
use crate::shipped::{ZONE, shipped};
use crate::workbench::delivered;
use darse_engine::{SimDuration, SimTime};
use darse_port::Scenario;
use darse_port::hours::{DelayCause, EntityKind};
use darse_port::why::{Event, Who, follow};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What is known of an entity that lives.
struct Open {
    began: SimTime,
    booked: SimDuration,
    upto: SimTime,
}

/// Adds up what is booked, and says what does not add up.
#[derive(Default)]
struct Audit {
    open: BTreeMap<Who, Open>,
    /// Entities that ended, by kind.
    ended: [u32; 5],
    faults: Vec<String>,
}

impl Audit {
    fn hear(&mut self, event: &Event) {
        match *event {
            Event::Began { who, now, .. } => {
                self.open.insert(who, Open { began: now, booked: SimDuration::ZERO, upto: now });
            }
            Event::Spent { who, from, to, .. } => {
                let it = self.open.get_mut(&who).unwrap();
                if from < it.upto || to <= from {
                    self.faults.push(format!("{who:?} books {from:?} to {to:?} twice, or nothing"));
                }
                it.booked += to - from;
                it.upto = to;
            }
            Event::Ended { who, now } => {
                let it = self.open.remove(&who).unwrap();
                self.ended[who.kind as usize] += 1;
                if it.booked != now - it.began {
                    self.faults.push(format!("{who:?} lived {:?} and booked {:?}", now - it.began, it.booked));
                }
            }
        }
    }
}

/// Three weeks from the beginning: so long that ships, boxes of the usual dwell, trains and trucks have come and gone.
fn add_up(scenarios: impl Iterator<Item = (String, Scenario)>) {
    let mut of_all = [0; 5];
    for (name, mut scenario) in scenarios {
        (scenario.warm_up, scenario.horizon) = (SimDuration::ZERO, SimDuration::weeks(3));
        let mut audit = Audit::default();
        follow(&scenario, 7, 0, &mut |event| audit.hear(event));
        assert_eq!(audit.faults.len(), 0, "{name}: {:#?}", &audit.faults[..audit.faults.len().min(5)]);
        of_all.iter_mut().zip(audit.ended).for_each(|(sum, ended)| *sum += ended);
        assert!(audit.ended.iter().sum::<u32>() > 50, "{name}: {:?}", audit.ended);
    }
    for kind in EntityKind::ALL {
        assert!(of_all[kind as usize] > 100, "too few of {}: {of_all:?}", kind.word());
    }
}

#[test]
fn the_hours_of_every_entity_of_the_zone_add_up() {
    add_up(shipped().into_iter().filter(|(name, _)| name == ZONE));
}

#[test]
fn the_hours_of_every_entity_of_every_other_scenario_add_up() {
    add_up(shipped().into_iter().filter(|(name, _)| name != ZONE));
}

/// The audit itself can fail: whichever booking is lost, it is missed.
#[test]
fn a_booking_that_is_dropped_is_missed() {
    let mut scenario = load_scenario("reference.toml", PathBuf::new()).scenario.unwrap();
    (scenario.warm_up, scenario.horizon) = (SimDuration::ZERO, SimDuration::weeks(1));
    let mut events = Vec::new();
    follow(&scenario, 7, 0, &mut |event| events.push(*event));
    let ended = |who: &Who| events.iter().any(|event| matches!(event, Event::Ended { who: it, .. } if it == who));
    let bookings = events.iter().enumerate().filter_map(|(place, event)| match event {
        Event::Spent { who, .. } => Some((place, *who)),
        _ => None,
    });
    let looked_at: Vec<usize> = bookings.step_by(997).filter(|(_, who)| ended(who)).map(|(place, _)| place).collect();
    assert!(looked_at.len() > 20, "{}", looked_at.len());
    for dropped in looked_at {
        let mut audit = Audit::default();
        events.iter().enumerate().filter(|(place, _)| *place != dropped).for_each(|(_, event)| audit.hear(event));
        assert_eq!(audit.faults.len(), 1, "{:?}", events[dropped]);
    }
}

/// Hours of the measured time of `hello.toml`, by kind of entity and cause, with a resource closed for two days.
fn hours_with(closed: Option<&str>) -> BTreeMap<(EntityKind, DelayCause), SimDuration> {
    let mut text = delivered("hello").replace("horizon = \"4 weeks\"", "horizon = \"2 weeks\"");
    text = text.replace("warm-up = \"3 weeks\"", "warm-up = \"2 weeks\"");
    if let Some(resource) = closed {
        text += &format!(
            "\n[disruption.shut]\nof = [\"terminal.Hello.{resource}\"]\nat = \"3 days\"\nlasting = \"2 days\"\nleft = 0\nwhy = \"strike\"\n"
        )
        .replace("terminal.Hello.marine", "marine");
    }
    hours_of(&text)
}

/// Hours of the measured time, by kind of entity and cause.
fn hours_of(text: &str) -> BTreeMap<(EntityKind, DelayCause), SimDuration> {
    let scenario = crate::workbench::scenario(text);
    let (mut audit, mut hours) = (Audit::default(), BTreeMap::new());
    follow(&scenario, 7, 0, &mut |event| {
        audit.hear(event);
        if let Event::Spent { who, cause, from, to, .. } = *event {
            *hours.entry((who.kind, cause)).or_insert(SimDuration::ZERO) += to - from;
        }
    });
    assert!(audit.faults.is_empty(), "{:?}", audit.faults);
    hours
}

/// Each resource that is shut is what is waited for, by those who wait for it.
#[test]
fn a_wait_for_what_is_shut_is_booked_to_the_closure() {
    let usual = hours_with(None);
    assert!(usual.keys().all(|(_, cause)| *cause != DelayCause::Closure));
    let resources = [
        ("quay", EntityKind::Ship),
        ("cranes", EntityKind::Ship),
        ("transport", EntityKind::Ship),
        ("marine.pilots", EntityKind::Ship),
        ("marine.tugs", EntityKind::Ship),
        ("yard-cranes", EntityKind::Truck),
        ("gate", EntityKind::Truck),
    ];
    for (resource, kind) in resources {
        let closure = hours_with(Some(resource)).get(&(kind, DelayCause::Closure)).copied().unwrap_or(SimDuration::ZERO);
        assert!(closure > SimDuration::hours(2), "{resource}: {closure:?}");
    }
}

/// Lanes of a gate that nobody tells apart: who waits while one is down waits for its repair.
#[test]
fn a_wait_while_a_machine_is_down_is_booked_to_the_breakdown() {
    let often = "\n[terminal.Hello.gate.failures]\nbetween = { exponential = { mean = \"2 h\" } }\nrepair = \"12 h\"\n";
    let of_trucks = |text: &str| hours_of(text).get(&(EntityKind::Truck, DelayCause::Breakdown)).copied();
    assert_eq!(of_trucks(&delivered("hello")), None);
    let down = of_trucks(&format!("{}{often}", delivered("hello")));
    assert!(down.is_some_and(|hours| hours > SimDuration::hours(2)), "{down:?}");
}
