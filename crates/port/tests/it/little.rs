//! Little's law at the stations: the area below a queue is the sum of all waits in it. The two come from different hands: areas from the
//! engine's pools, or from looking at the line at every instant; waits from what the model books to the hours of those who waited, or says in a
//! record. Whenever a line is empty both are whole, and they are the same to the microsecond.
//!
//! Of engine pools: lanes of gates in and out, mooring gangs; places, weighbridges, booths, scanners and bays of access zones; lanes, booths,
//! tugmasters and import booths of ferry ports; truck bays, inspection bays and tracks of car terminals; manifold lines and truck bays of tank farms;
//! truck bays of bulk terminals; docks and gangs of warehouses, drayage; docks of factories, locomotives, tracks for container trains; tractors;
//! gangs of dockers; crews. Of the model's own lines, in `lines`: berths, pilots and tugs, entrances of basins; boxes that wait for yard cranes, for
//! cranes and vehicles below them, and for trains; foot passengers; parts of a factory; what stands in a terminal.
//!
//! Stations whose waits nobody adds up are in `stays.rs`.

mod lines;

use crate::labour::TWINS;
use crate::roads::HAULED;
use crate::upkeep::{TERMINAL, WORKSHOP};
use crate::workbench::{delivered, edited, scenario, value};
use darse_engine::{PoolId, Request, SimDuration, SimTime};
use darse_port::hours::{DelayCause, EntityKind, Place};
use darse_port::kpi::counted;
use darse_port::simulate;
use darse_port::trial::{Record, Rolling, Trial, clock};
use std::collections::BTreeMap;

/// What a record says that somebody has waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    Team,
    Gang,
    Haul,
    Tractor,
    Crew,
    Locomotive,
    Track,
    Stock,
}

/// Waits so far, as the model tells them.
#[derive(Default)]
struct Waits {
    booked: BTreeMap<(Place, EntityKind, DelayCause), u128>,
    said: BTreeMap<Said, u128>,
}

impl Waits {
    fn hear(&mut self, (_, record): &(SimTime, Record)) {
        let (what, waited) = match *record {
            Record::Spent { of, at, cause, time } => {
                *self.booked.entry((at, of.kind, cause)).or_default() += u128::from(time.0);
                return;
            }
            Record::TeamCame { waited, .. } => (Said::Team, waited),
            Record::GangBegan { waited, .. } => (Said::Gang, waited),
            Record::HaulBegan { waited, .. } => (Said::Haul, waited),
            Record::Hauled { waited, .. } => (Said::Tractor, waited),
            Record::CrewCame { waited, .. } => (Said::Crew, waited),
            Record::RailRunBegan { for_locomotive, .. } => (Said::Locomotive, for_locomotive),
            Record::TrainLeft { waited, .. } => (Said::Track, waited),
            Record::PartsUsed { stayed, .. } => (Said::Stock, stayed),
            _ => return,
        };
        *self.said.entry(what).or_default() += u128::from(waited.0);
    }
}

/// Where the waits of a station are found.
#[derive(Clone, Copy, Debug)]
enum Wait {
    /// Booked to the hours of such entities, at one facility or (unnamed) all.
    Booked(&'static str, EntityKind, DelayCause),
    /// Said by a record.
    Said(Said),
}

/// One station.
struct Station {
    wait: Wait,
    /// Pools before which they queue.
    queues: Vec<PoolId>,
    /// Pools whose use is booked to the same cause.
    uses: Vec<PoolId>,
    /// Waits are told when these are free again.
    told_after: Vec<PoolId>,
    compared: u32,
    area: u128,
}

fn pool(one: Request) -> PoolId {
    one.needs()[0].0
}

fn station(wait: Wait, queues: impl IntoIterator<Item = PoolId>) -> Station {
    let (queues, uses, told_after) = (queues.into_iter().collect(), Vec::new(), Vec::new());
    Station { wait, queues, uses, told_after, compared: 0, area: 0 }
}

impl Station {
    /// Area and waits, if the line is empty.
    fn looked_at(&self, trial: &Trial, waits: &Waits) -> Option<(u128, u128)> {
        let (sim, now) = (trial.run.sim(), trial.run.sim().now());
        let waits_for = |pool: &PoolId| sim.pool(*pool).queued() > 0;
        let is_used = |pool: &PoolId| sim.pool(*pool).taken() > 0;
        if self.queues.iter().any(waits_for) || self.uses.iter().chain(&self.told_after).any(is_used) {
            return None;
        }
        let queued = self.queues.iter().map(|it| sim.pool(*it).queued_over_time().area(now));
        let used = self.uses.iter().map(|it| sim.pool(*it).taken_over_time().area(now));
        Some((queued.chain(used).sum(), waited(self.wait, trial, waits)))
    }
}

fn waited(wait: Wait, trial: &Trial, waits: &Waits) -> u128 {
    let (facility, kind, cause) = match wait {
        Wait::Said(what) => return waits.said.get(&what).copied().unwrap_or(0),
        Wait::Booked(facility, kind, cause) => (facility, kind, cause),
    };
    let places = counted(&trial.run.world.scenario).into_iter().filter(|it| facility.is_empty() || it.name == facility);
    places.filter_map(|it| waits.booked.get(&(it.place, kind, cause))).sum()
}

/// Follows a scenario, and looks every five minutes at those stations whose lines are empty then.
fn holds(text: &str, days: u64, stations: impl Fn(&Trial) -> Vec<Station>) {
    let (mut trial, mut waits) = (Trial::of(text), Waits::default());
    let mut stations = stations(&trial);
    for step in 1..=288 * days {
        trial.records_until(clock(0, 5 * step, 0)).iter().for_each(|record| waits.hear(record));
        for station in &mut stations {
            if let Some((area, waited)) = station.looked_at(&trial, &waits) {
                assert_eq!(area, waited, "{:?} after {} min", station.wait, 5 * step);
                station.compared += u32::from(area > station.area);
                station.area = area;
            }
        }
    }
    for Station { wait, compared, area, .. } in stations {
        let minutes = area / u128::from(SimDuration::minutes(1).0);
        assert!(compared >= 4 && minutes >= 30, "{wait:?} is not busy: {minutes} min waited, {compared} lines");
    }
}

use DelayCause::{Bay, Customs, Documents, Gate, Labour, MooringGang, Rail, Scanner, YardRoom};
use EntityKind::{Car, Ship, Train, Truck};
use Wait::{Booked, Said as Tells};

#[test]
fn at_gates_and_quays() {
    let text = edited(
        &delivered("hello"),
        "yard = {",
        "gate = { lanes-in = 1, lanes-out = 1, check-in = \"5 min\", check-out = \"5 min\" }\nyard = {",
    );
    let text = edited(&text, "every = \"2 days\"", "transhipment = 0.3, every = \"1 day\"") + "[marine]\nmooring-gangs = 1\n";
    let text = edited(&text, "discharge = 220", "discharge = 110");
    let text = edited(&text, "every = \"3 days\"", "every = \"1 day\"");
    holds(&edited(&text, "discharge = 330", "discharge = 110"), 21, |trial| {
        let gate = &trial.run.world.terminals[0].gate;
        let lanes = gate.lanes_in.pools().iter().chain(gate.lanes_out.pools()).copied();
        vec![
            station(Booked("Hello", Truck, Gate), lanes),
            station(Booked("", Ship, MooringGang), [pool(trial.run.world.mooring_gang)]),
        ]
    });
}

/// Inspections are booked to customs as the wait for their bay is; here nobody is held.
#[test]
fn at_access_zones_and_ferry_ports() {
    let text = edited(
        &delivered("export-access-zone"),
        "places = 500",
        "places = 60\nweighbridges = 1\nheld = 0\ninspection-bays = 3\nscanners = 2",
    );
    let text = edited(&text, "booths = 8", "booths = 2\ntugmasters = 1\nimport-booths = 2");
    let text = edited(&edited(&text, "truck-places = 400", "truck-places = 25"), "trailers-per-day = 0", "trailers-per-day = 60");
    let text = edited(&text, "trailers = 0", "trailers = 3");
    holds(&edited(&text, "trucks-per-day = 960", "trucks-per-day = 600"), 4, |trial| {
        let (zone, ferries) = (&trial.run.world.access_zones[0], &trial.run.world.ferry_ports[0]);
        let bay = pool(zone.bay);
        vec![
            station(Booked("Export", Truck, Documents), [zone.weighbridge, zone.booth].map(pool)),
            station(Booked("Export", Truck, Scanner), [pool(zone.scanner)]),
            Station { uses: vec![bay], ..station(Booked("Export", Truck, Customs), [pool(zone.place), bay]) },
            station(Booked("Ferries", Truck, Gate), [pool(ferries.booth)]),
            station(Booked("Ferries", Truck, YardRoom), [pool(ferries.place(Rolling::Truck))]),
            station(Booked("Ferries", Truck, Customs), [pool(ferries.import_booth)]),
            station(Booked("Ferries", Ship, DelayCause::Vehicle), [pool(ferries.tugmaster)]),
        ]
    });
}

#[test]
fn at_car_terminals() {
    let text = edited(
        &delivered("car-terminal"),
        "trucks-per-day = 12",
        "trucks-per-day = 30\ntruck-bays = 1\npdi-bays = 2\ntracks = 1",
    );
    holds(&text, 10, |trial| {
        let pools = &trial.run.world.car_terminals[0].pools;
        vec![
            station(Booked("Cars", Truck, Bay), [pool(pools.truck_bay)]),
            station(Booked("Cars", Car, Bay), [pool(pools.pdi_bay)]),
            station(Booked("Cars", Train, Rail), [pool(pools.track)]),
        ]
    });
}

#[test]
fn at_tanks_and_stores() {
    let text = edited(&delivered("tank-farm"), "trucks-per-day = 1", "trucks-per-day = 25\ntruck-bays = 1\nlines = 1");
    holds(&text, 21, |trial| {
        let farm = &trial.run.world.tank_farms[0];
        vec![
            station(Booked("Oil", Truck, Bay), [pool(farm.truck_bay)]),
            station(Booked("Oil", Ship, DelayCause::Crane), [pool(farm.line)]),
        ]
    });
    holds(&delivered("bulk"), 28, |trial| {
        let bays = trial.run.world.bulk_terminals[0].stores.iter().map(|store| pool(store.bay));
        vec![station(Booked("Dry", Truck, Bay), bays)]
    });
}

/// Pallets stay for longer than the run, so that only containers want gangs.
#[test]
fn in_the_free_zone() {
    let text = edited(
        &delivered("free-zone"),
        "docks-in = 8\ndocks-out = 6\ngangs = 10\nshifts = [10, 8, 3]",
        "docks-in = 5\ngangs = 5\ndwell = \"60 days\"",
    );
    holds(&edited(&text, "trucks = 14\nshifts = [14, 14, 6]", "trucks = 9"), 14, |trial| {
        let house = &trial.run.world.warehouses[0];
        vec![
            station(Booked("Medhub", Truck, Bay), [house.dock_in, house.dock_out].map(pool)),
            station(Booked("Medhub", Truck, Labour), [pool(house.gang)]),
            station(Tells(Said::Haul), [pool(trial.run.world.drayages[0])]),
        ]
    });
}

/// A train says how long it waited for its locomotive when it has a path, and for its track when it has left it.
#[test]
fn at_factories_and_on_rails() {
    let text = edited(&delivered("factory"), "docks = 12", "docks = 4");
    let text = edited(&text, "locomotives = 3", "locomotives = 1");
    let text = edited(&text, "capacity = 60", "capacity = 60\ntracks = 1");
    let text = edited(&text, "\"Mon 10:00\", \"Tue 10:00\"", "\"Mon 10:00\", \"Mon 10:20\", \"Tue 10:00\", \"Tue 10:10\"");
    holds(&text, 18, |trial| {
        let locomotive = pool(trial.run.world.rail_lines[0].locomotive);
        let track = pool(trial.run.world.terminals[0].rail.as_ref().unwrap().track);
        vec![
            station(Booked("Melloussa", Truck, Bay), [pool(trial.run.world.factories[0].dock)]),
            Station { told_after: vec![locomotive], ..station(Tells(Said::Locomotive), [locomotive]) },
            Station { told_after: vec![track], ..station(Tells(Said::Track), [track]) },
        ]
    });
}

/// A tractor says how long its box waited when it has brought it; a machine waits for a crew when it has its parts.
#[test]
fn for_tractors_gangs_and_crews() {
    holds(&edited(HAULED, "tractors = 30", "tractors = 5"), 8, |trial| {
        let tractor = pool(trial.run.world.tractor);
        vec![Station { told_after: vec![tractor], ..station(Tells(Said::Tractor), [tractor]) }]
    });
    holds(&edited(TWINS, "gangs = 50", "gangs = 4"), 7, |trial| {
        vec![station(Tells(Said::Gang), [pool(trial.run.world.labour[0])])]
    });
    let spare = "[workshop.W.spare.rope]\nneeded = 0.5\nstock = 1\nreorder-point = 0\nlot = 1\nlead = \"1 day\"\n";
    holds(&format!("{TERMINAL}{}{spare}", edited(WORKSHOP, "crews = 500", "crews = 1")), 14, |trial| {
        vec![station(Tells(Said::Crew), [pool(trial.run.world.workshops[0].crew)])]
    });
}

/// Mean number, number that passed, and their mean time; all are KPIs, each read off records of its own. Who is still there at the end counts in
/// the first alone: so that is the larger, by less than two in a thousand.
#[test]
fn between_kpis() {
    struct Row<'a> {
        text: &'a str,
        days: f64,
        /// Mean number inside, mean time [min], and those that passed.
        kpis: &'a [(&'a str, &'a str, &'a str)],
    }
    let of = |text: &str, days: u64| {
        let lines = text.lines().filter(|line| !line.starts_with("horizon = ") && !line.starts_with("warm-up = "));
        let rest: String = lines.map(|line| format!("{line}\n")).collect();
        format!("horizon = \"{days} days\"\nwarm-up = \"0 h\"\n{rest}")
    };
    let ferry = of(&edited(&delivered("ferry"), "trucks-per-day = 586", "trucks-per-day = 560"), 10);
    let zone = of(&delivered("export-access-zone"), 10);
    let free_zone = of(&edited(&delivered("free-zone"), "trucks = 14\n", "trucks = 10\n"), 42);
    let factory = of(&edited(&delivered("factory"), "locomotives = 3", "locomotives = 2"), 28);
    let gangs = of(&edited(TWINS, "gangs = 50", "gangs = 4"), 28);
    let crews = of(&format!("{TERMINAL}{}", edited(WORKSHOP, "crews = 500", "crews = 2")), 56);
    let rows = [
        Row {
            text: &ferry,
            days: 10.0,
            kpis: &[
                ("ferries/ashore", "ferries/truck_wait_ashore", "ferries/ferry_trucks.out"),
                ("ferries/ashore.cars", "ferries/car_wait_ashore", "ferries/ferry_cars.out"),
                ("export/access_inside", "export/access_transit", "export/access_trucks"),
            ],
        },
        Row { text: &zone, days: 10.0, kpis: &[("export/scanner_queue", "export/scanner_wait", "export/access_trucks")] },
        Row {
            text: &free_zone,
            days: 42.0,
            kpis: &[
                ("zone/drayage_waiting", "zone/drayage_wait", "zone/drayage_jobs"),
                ("port/gate_queue_len", "port/truck_queue_time", "port/truck_visits"),
            ],
        },
        Row { text: &factory, days: 28.0, kpis: &[("tanger/line_waiting", "tanger/line_wait", "tanger/line_trains")] },
        Row { text: &gangs, days: 28.0, kpis: &[("dockers/cranes_unmanned", "dockers/gang_wait", "dockers/gang_jobs")] },
        Row { text: &crews, days: 56.0, kpis: &[("w/machines_waiting", "w/crew_wait", "w/crew_jobs")] },
    ];
    for Row { text, days, kpis } in rows {
        let outcome = simulate(&scenario(text), 4, 0, false).unwrap();
        for (number, time, passed) in kpis {
            let unit = &outcome.columns.iter().find(|it| it.id == *time).unwrap().unit;
            let per_day = if unit == "h" { 24.0 } else { 24.0 * 60.0 };
            let (found, passed) = (value(&outcome, number), value(&outcome, passed));
            let expected = passed / days * value(&outcome, time) / per_day;
            let off = found / expected - 1.0;
            assert!(passed > 100.0 && (-1e-6..2e-3).contains(&off), "{number}: {found}, {expected} by Little's law");
        }
    }
}
