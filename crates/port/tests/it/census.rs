//! Who has come and has not gone is there, one by one; people and energy add up to what carries and draws them.
//!
//! Lives are counted twice: by the records of those that begin and end, and by looking at every process, box and car that is there.

use crate::ferry::EXACT as EXACT_FERRY;
use crate::power::SUPPLIED;
use crate::roads::HAULED;
use crate::workbench::{delivered, edited, scenario, value};
use darse_engine::{SimDuration, SimTime};
use darse_port::hours::{Entity, EntityKind, Place};
use darse_port::kpi::counted;
use darse_port::scenario::QuayOwner;
use darse_port::trial::{Consumer, Record, Trial, clock};
use darse_port::{Outcome, simulate};
use std::collections::{BTreeMap, BTreeSet};

/// Lives by the records: who has begun and not ended, and how many have begun and ended, by place and kind.
#[derive(Default)]
struct Book {
    open: BTreeMap<Entity, Place>,
    begun: BTreeMap<(Place, EntityKind), u64>,
    ended: BTreeMap<(Place, EntityKind), u64>,
}

impl Book {
    fn hear(&mut self, record: &Record) {
        match *record {
            Record::Began { of, at } => {
                assert_eq!(self.open.insert(of, at), None, "{of:?} begins twice");
                *self.begun.entry((at, of.kind)).or_default() += 1;
            }
            Record::Ended { of } => {
                let at = self.open.remove(&of).unwrap_or_else(|| panic!("{of:?} ends and has not begun"));
                *self.ended.entry((at, of.kind)).or_default() += 1;
            }
            _ => {}
        }
    }
}

/// Who is there. A process that keeps the hours of another lives a part of that one's life, and is not counted.
fn census(trial: &Trial) -> BTreeMap<Entity, Place> {
    let port = &trial.run.world;
    let mut there = BTreeMap::new();
    let mut count = |of: Entity, at: Place| assert_eq!(there.insert(of, at), None, "{of:?} is there twice");
    for (pid, process) in trial.run.processes() {
        if let Some(hours) = process.account() {
            let its_own = match hours.of.kind {
                EntityKind::Ship => hours.of.number != u32::MAX, // one that has not come
                _ => hours.of.number == pid.slot(),
            };
            if its_own {
                count(hours.of, hours.at);
            }
        }
    }
    let on_cranes: BTreeSet<u32> =
        trial.run.processes().filter_map(|(_, it)| it.brings()).flat_map(|unit| unit.boxes()).map(|id| id.0).collect();
    for (id, container) in port.boxes.iter().filter(|(id, _)| !on_cranes.contains(&id.0)) {
        count(Entity { kind: EntityKind::Box, number: id.0 }, Place::Quay(container.terminal.quay()));
    }
    for (index, terminal) in port.car_terminals.iter().enumerate() {
        let quay = Place::Quay(port.scenario.quay_of(QuayOwner::CarTerminal(index)));
        terminal.cars.iter().for_each(|(id, _)| count(Entity::new_vehicle(index as u8, id.0), quay));
    }
    there
}

/// The text with other lengths of time; it names both.
fn lasting(text: &str, horizon: &str) -> String {
    let set = |line: &str| match line.split_once(" = ").map(|(key, _)| key) {
        Some("horizon") => format!("horizon = \"{horizon}\"\n"),
        Some("warm-up") => "warm-up = \"0 h\"\n".to_owned(),
        _ => format!("{line}\n"),
    };
    text.lines().map(set).collect()
}

/// Followed hour by hour; and what the KPIs of the same run are.
fn followed(text: &str, days: u64) -> (Trial, Book, Outcome) {
    let text = lasting(text, &format!("{days} days"));
    let (mut trial, mut book) = (Trial::of(&text), Book::default());
    for hour in 1..=24 * days {
        trial.records_until(clock(hour, 0, 0)).iter().for_each(|(_, record)| book.hear(record));
        let there = census(&trial);
        let differs = |(of, at): &(&Entity, &Place)| there.get(of) != Some(at) || book.open.get(of) != Some(at);
        if let Some((of, _)) = there.iter().chain(&book.open).find(differs) {
            panic!("after {hour} h {of:?} is at {:?}, and by the records at {:?}", there.get(of), book.open.get(of));
        }
    }
    let mut living: BTreeMap<(Place, EntityKind), u64> = BTreeMap::new();
    census(&trial).iter().for_each(|(of, at)| *living.entry((*at, of.kind)).or_default() += 1);
    for (key, begun) in &book.begun {
        let of = |map: &BTreeMap<_, u64>| map.get(key).copied().unwrap_or(0);
        assert_eq!(*begun, of(&book.ended) + of(&living), "{key:?}");
    }
    let outcome = simulate(&scenario(&text), 1, 0, false).unwrap();
    (trial, book, outcome)
}

/// What ended at a facility, by kind.
fn ended(trial: &Trial, book: &Book, facility: &str, kind: EntityKind) -> u64 {
    let place = counted(&trial.run.world.scenario).into_iter().find(|it| it.name == facility).unwrap().place;
    book.ended.get(&(place, kind)).copied().unwrap_or(0)
}

/// Ships, boxes, trucks, trains, cars and ferry vehicles of every small scenario: opened = closed + living, by id at every hour; and
/// where a KPI counts them from records of its own, as many as it says.
#[test]
fn who_has_come_and_not_gone_is_there() {
    use EntityKind::{Box, Car, Ship, Train, Truck};
    // Scenario, days; facility, kind, KPIs that count those that leave.
    type Counts = &'static [(&'static str, EntityKind, &'static str)];
    let cases: [(&str, u64, Counts); 8] = [
        ("hello", 14, &[("Hello", Ship, "calls_served"), ("Hello", Truck, "hello/truck_visits")]),
        ("ferry", 2, &[("Ferries", Ship, "calls_served")]),
        (
            "car-terminal",
            5,
            &[("Cars", Ship, "calls_served"), ("Cars", Car, "cars/cars_out"), ("Cars", Train, "cars/car_train_stay.trains")],
        ),
        ("tank-farm", 14, &[("Oil", Ship, "calls_served")]),
        (
            "bulk",
            28,
            &[
                ("Dry", Ship, "calls_served"),
                ("Dry", Truck, "dry-cereals/bulk_trucks dry-coils/bulk_trucks dry-blades/bulk_trucks"),
            ],
        ),
        ("free-zone", 8, &[("Port", Ship, "calls_served")]),
        ("factory", 8, &[("Port", Ship, "calls_served"), ("Port", Train, "port/trains")]),
        ("export-access-zone", 2, &[("Ferries", Ship, "calls_served"), ("Ferries", Truck, "tir_trucks")]),
    ];
    let mut of_all: BTreeMap<EntityKind, u64> = BTreeMap::new();
    for (name, days, counts) in cases {
        let (trial, book, outcome) = followed(&delivered(name), days);
        for (facility, kind, kpi) in counts {
            let counted: f64 = kpi.split(' ').map(|kpi| value(&outcome, kpi)).sum();
            let ended = ended(&trial, &book, facility, *kind);
            assert!(ended > 0 && (ended as f64 - counted).abs() < 0.5, "{name}: {ended} {kind:?} ended, {kpi} is {counted}");
        }
        book.ended.iter().for_each(|((_, kind), ended)| *of_all.entry(*kind).or_default() += ended);
    }
    assert!([Ship, Box, Truck, Train, Car].iter().all(|kind| of_all[kind] > 10), "{of_all:?}");
    let (trial, book, outcome) = followed(HAULED, 5);
    let left: u64 = ["A", "B"].iter().map(|it| ended(&trial, &book, it, Truck)).sum();
    let visits = value(&outcome, "a/truck_visits") + value(&outcome, "b/truck_visits");
    let hauled = value(&outcome, "hauled_boxes");
    assert!(
        hauled > 50.0 && left as f64 <= visits - hauled,
        "a tractor is one truck and two visits: {left}, {visits}, {hauled} hauled"
    );
}

/// What ferries carried, people one by one, by the records of vehicles and of those on foot.
#[derive(Default)]
struct Aboard {
    /// In trucks, trailers and cars; on foot. Out, then in.
    trucks: [u64; 2],
    cars: [u64; 2],
    foot: [u64; 2],
    sailings: u64,
}

impl Aboard {
    fn hear(&mut self, record: &Record) {
        let mut add = |way: usize, is_car: bool, people: u8| {
            let sum = if is_car { &mut self.cars } else { &mut self.trucks };
            sum[way] += u64::from(people);
        };
        match *record {
            Record::FerryBoarded { kind, people, .. } => add(0, kind.is_car(), people),
            Record::FerryLanded { kind, people, .. } => add(1, kind.is_car(), people),
            Record::FerryFoot { people, boarded, .. } => self.foot[usize::from(!boarded)] += u64::from(people),
            Record::FerryLoaded { .. } => self.sailings += 1,
            _ => {}
        }
    }
}

/// A ferry of 40 people, each six hours, before which always more stand than she takes: she is full each time, of drivers, people in cars and on
/// foot together; and she brings what her service says.
#[test]
fn people_are_those_aboard_in_both_directions() {
    let text = edited(EXACT_FERRY, "every = \"52 weeks\"", "every = \"6 h\"");
    let text = edited(&text, "passenger-capacity = 1000", "passenger-capacity = 40");
    let text = edited(&text, "passengers-per-car = 3", "passengers-per-car = 2.5");
    let text = edited(&text, "\ntrucks-per-day = 0", "\ntrucks-per-day = 16");
    let text = edited(
        &edited(&text, "cars-per-day = 0", "cars-per-day = 24"),
        "foot-passengers-per-day = 0",
        "foot-passengers-per-day = 400",
    );
    let text = edited(&text, "horizon = \"3 days\"", "horizon = \"10 days\"");
    let (mut trial, mut aboard) = (Trial::of(&text), Aboard::default());
    trial.records_until(clock(2 * 24 + 5, 0, 0)); // these were not all full
    trial.records_until(clock(10 * 24 + 5, 0, 0)).iter().for_each(|(_, record)| aboard.hear(record));
    let Aboard { trucks, cars, foot, sailings } = aboard;
    assert!(sailings == 32 && trucks[0] > 60 && cars[0] > 200 && foot[0] > 200, "{sailings} {trucks:?} {cars:?} {foot:?}");
    assert_eq!(trucks[0] + cars[0] + foot[0], 40 * sailings, "she is full");
    assert_eq!((trucks[1], foot[1]), (4 * sailings, 50 * sailings), "drivers and people on foot whom she brings");
    assert!(cars[1] >= 2 * 6 * sailings && cars[1] <= 3 * 6 * sailings, "{} people in {} cars", cars[1], 6 * sailings);
    let text = edited(&text, "warm-up = \"0 h\"", "warm-up = \"53 h\"");
    let said = value(&simulate(&scenario(&edited(&text, "10 days", "8 days")), 1, 0, true).unwrap(), "passengers");
    let counted = (cars[0] + cars[1] + foot[0] + foot[1]) as f64;
    assert!((said - counted).abs() < 0.5, "{said} passengers, {counted} counted");
}

/// Kinds of consumers, as records number them.
const KINDS: usize = 4;

/// Watts by kind, and their areas [W µs]; those that wait.
#[derive(Default)]
struct Metered {
    watts: [i64; KINDS],
    area: [i128; KINDS],
    waiting: [i64; KINDS],
    since: SimTime,
}

impl Metered {
    fn upto(&mut self, now: SimTime) {
        let passed = i128::from((now - self.since).0);
        self.area.iter_mut().zip(self.watts).for_each(|(area, watts)| *area += i128::from(watts) * passed);
        self.since = now;
    }

    fn hear(&mut self, (now, record): &(SimTime, Record)) {
        match *record {
            Record::PowerDraw { kind, change, .. } => {
                self.upto(*now);
                self.watts[usize::from(kind)] += change;
            }
            Record::PowerWait { kind, change, .. } => self.waiting[usize::from(kind)] += i64::from(change),
            _ => {}
        }
    }
}

/// Watts of all that is there and draws, by kind, by looking at cranes, vehicles, ships and boxes.
fn drawn(trial: &Trial) -> [i64; KINDS] {
    let port = &trial.run.world;
    let machines = trial.run.processes().filter_map(|(_, it)| it.consumes());
    let mut watts = [0; KINDS];
    for consumer in machines.chain(port.plugged_reefers().into_iter().map(Consumer::Reefer)) {
        if let (Some(_), its) = port.supply_of(consumer) {
            watts[usize::from(consumer.kind())] += its as i64;
        }
    }
    watts
}

/// Energy by kind is ∫ of the watts of all that is there dt, to the watt-microsecond: the feeder is ample, and who is there has what it needs.
/// With a feeder that is too small, as much is metered at every hour as the feeder gives, and as many wait there.
#[test]
fn energy_is_that_of_all_that_draw() {
    let battery = "count = 30, battery = { range = \"20 km\", chargers = 30, power = \"100 kW\", charging = \"30 min\" }";
    let text = edited(SUPPLIED, "count = 30", battery);
    let (mut trial, mut metered, mut area) = (Trial::of(&text), Metered::default(), [0; KINDS]);
    let end = SimTime::ZERO + SimDuration::days(3);
    loop {
        let (now, watts) = (trial.run.sim().now(), drawn(&trial));
        let next = trial.run.next_at().unwrap().min(end);
        area.iter_mut().zip(watts).for_each(|(area, watts)| *area += i128::from(watts) * i128::from((next - now).0));
        if next == end {
            break;
        }
        trial.records_until(next).iter().for_each(|record| metered.hear(record));
    }
    metered.upto(end);
    assert_eq!((metered.area, metered.waiting), (area, [0; KINDS]));
    let kwh = area.map(|it| it / 3_600_000_000_000);
    assert!(kwh.iter().all(|it| *it > 100), "{kwh:?} kWh");

    let (mut trial, mut metered, mut waited) = (Trial::of(&edited(&text, "100 MW", "1.4 MW")), Metered::default(), [0; KINDS]);
    for hour in 1..=24 * 5 {
        trial.records_until(clock(hour, 0, 0)).iter().for_each(|record| metered.hear(record));
        let feeder = &trial.run.world.feeders[0];
        let given = [0, 1, 2, 3].map(|kind| feeder.drawn_w(kind) as i64);
        let mut waiting = [0; KINDS];
        let waits = feeder.consumers().filter(|(consumer, _)| feeder.waits(*consumer));
        waits.for_each(|(consumer, _)| waiting[usize::from(consumer.kind())] += 1);
        assert_eq!((metered.watts, metered.waiting), (given, waiting), "after {hour} h");
        waited.iter_mut().zip(waiting).for_each(|(sum, it)| *sum += it);
    }
    assert!(waited[0] > 0 && waited[2] > 0 && waited[3] > 0, "cranes, reefers and ships wait now and then: {waited:?}");
}
