//! Of lines that are the model's own: looked at at every instant.

use super::{Said, Wait, Waits, waited};
use crate::factory::FACTORY;
use crate::ferry::EXACT as EXACT_FERRY;
use crate::stays;
use crate::workbench::{delivered, edited};
use Wait::{Booked, Said as Tells};
use darse_engine::{SimDuration, SimTime};
use darse_port::hours::DelayCause;
use darse_port::hours::EntityKind::{Box, Ship};
use darse_port::trial::{Record, Task, Trial, clock};
use std::collections::VecDeque;

/// A line: how many wait in it, how many besides have waited in it and have not told yet, and where their waits are found.
struct Line<'a> {
    queued: &'a dyn Fn(&Trial) -> usize,
    untold: &'a dyn Fn(&Trial) -> usize,
    waits: &'a [Wait],
    area: u128,
    last: u128,
    compared: u32,
}

fn line<'a>(queued: &'a dyn Fn(&Trial) -> usize, untold: &'a dyn Fn(&Trial) -> usize, waits: &'a [Wait]) -> Line<'a> {
    Line { queued, untold, waits, area: 0, last: 0, compared: 0 }
}

/// Follows a scenario from instant to instant, and compares at those at which a line is empty and all waits in it are told.
fn hold(text: &str, days: u64, lines: &mut [Line<'_>]) {
    let (mut trial, mut waits) = (Trial::of(text), Waits::default());
    let end = SimTime::ZERO + SimDuration::days(days);
    while let Some(next) = trial.run.next_at().filter(|next| *next <= end) {
        let now = trial.run.sim().now();
        for line in &mut *lines {
            let queued = (line.queued)(&trial);
            if queued == 0 && line.area > line.last && (line.untold)(&trial) == 0 {
                let told: u128 = line.waits.iter().map(|wait| waited(*wait, &trial, &waits)).sum();
                assert_eq!(line.area, told, "{:?} at {now:?}", line.waits);
                line.compared += 1;
                line.last = line.area;
            }
            line.area += queued as u128 * u128::from((next - now).0);
        }
        trial.records_until(next).iter().for_each(|record| waits.hear(record));
    }
    for Line { waits, compared, .. } in lines {
        assert!(*compared > 8, "{waits:?}: {compared} lines");
    }
}

fn none(_: &Trial) -> usize {
    0
}

/// Ships at three berths of a basin, with three pilots: few enough that all three lines are empty now and then.
const HARBOUR: &str = r#"
horizon = "8 weeks"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "10 m", tugs = 1, pilot = true }
marine = { pilots = 3, tugs = 3, channel-depth = "30 m", inbound = "70 min", outbound = "50 min" }
basin.inner = { passage = "45 min", meet-up-to = "50 m" }

[berth.B.quay]
basin = "inner"
length = "750 m"
berths = ["250 m", "250 m", "250 m"]
service-time = "6 h"

[service.ships]
terminal = "B"
kind = "tramp"
class = "ship"
between = { exponential = { mean = "5 h" } }
"#;

#[test]
fn in_the_harbour() {
    let berths = |trial: &Trial| {
        let (anchored, outside) = trial.run.world.anchorage.waiting();
        (anchored + outside) as usize
    };
    let teams = |trial: &Trial| trial.run.world.marine.queued();
    let entrances = |trial: &Trial| trial.run.world.entrances[0].queued();
    let mut lines = [
        line(&berths, &none, &[Booked("", Ship, DelayCause::Berth)]),
        line(&teams, &none, &[Tells(Said::Team)]),
        line(&entrances, &none, &[Booked("", Ship, DelayCause::Entrance)]),
    ];
    hold(HARBOUR, 56, &mut lines);
}

/// A terminal that is now and then without work.
const QUIET: &str = r#"
horizon = "4 weeks"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "160 m", draught = "9 m", cranes = 2 }

[terminal.T]
quay = { length = "400 m" }
cranes = { count = 3, lift = "single" }
transport = { kind = "terminal-tractor", count = 9 }
yard = { blocks = 2, bays = 20 }
rail = { trains = ["Tue 10:00", "Wed 10:00", "Thu 10:00"], brings = 10, import-share = 0.3, dwell = "6 h", cranes = 1 }

[service.S]
terminal = "T"
class = "ship"
every = "20 h"
discharge = 40
exports = 15
transhipment = 0.4
"#;

/// Cranes that say that they are in one of these stages.
fn cranes_in(trial: &Trial, stages: &[&str]) -> usize {
    let said = trial.run.processes().filter_map(|(_, process)| stays::said(process, &["QuayCrane", "RailCrane"]));
    said.filter(|text| stages.iter().any(|stage| text.contains(&format!("stage: {stage} }}")))).count()
}

/// A box tells how long it has waited for a yard crane when that has moved it; nothing of it when what lies above is moved before it is wanted.
#[test]
fn before_yard_cranes() {
    let wanted = |task: &Task| if matches!(task, Task::Uncover(_)) { 0 } else { task.unit().count() as usize };
    let queued = |trial: &Trial| trial.run.world.terminals[0].yard.jobs().map(|job| wanted(&job.task)).sum();
    let under_way = |trial: &Trial| trial.run.world.terminals[0].yard.under_way().map(|job| wanted(&job.task)).sum();
    for kind in ["terminal-tractor", "agv"] {
        let text = edited(&edited(QUIET, "terminal-tractor", kind), "lift = \"single\"", "lift = \"twin\", twin-share = 1.0");
        hold(&text, 20, &mut [line(&queued, &under_way, &[Booked("T", Box, DelayCause::YardCrane)])]);
    }
}

/// A box that was brought below a crane waits for it, and tells when it is aboard.
#[test]
fn for_cranes_of_quay_and_rail() {
    let lifted = |trial: &Trial| cranes_in(trial, &["Lifting", "TakingUp"]);
    let queued = |trial: &Trial| {
        let brought = trial.run.world.terminals[0].posts.iter().map(|post| post.units().1).sum::<usize>();
        brought - lifted(trial)
    };
    let untold = |trial: &Trial| cranes_in(trial, &["Lifting", "TakingUp", "Stowing", "Loading"]);
    for kind in ["terminal-tractor", "straddle-carrier"] {
        let text = edited(QUIET, "terminal-tractor", kind);
        hold(&text, 8, &mut [line(&queued, &untold, &[Booked("T", Box, DelayCause::Crane)])]);
    }
}

/// Imports alone: so the only wait of a box for a vehicle is that on the ground below the quay crane.
#[test]
fn on_the_ground_below_cranes() {
    let text = edited(&edited(QUIET, "terminal-tractor", "shuttle-carrier"), "count = 9", "count = 3");
    let text = edited(&edited(&text, "exports = 15", "exports = 0"), "transhipment = 0.4", "transhipment = 0.0");
    let text = edited(&edited(&text, "brings = 10", "brings = 0"), "import-share = 0.3", "import-share = 0.0");
    let queued = |trial: &Trial| trial.run.world.terminals[0].posts.iter().map(|post| post.units().0).sum();
    hold(&text, 6, &mut [line(&queued, &none, &[Booked("T", Box, DelayCause::Vehicle)])]);
}

/// All leave by rail, and every train takes all that may: a box has stayed until it is called up for its train.
#[test]
fn for_trains() {
    let text = edited(&edited(QUIET, "exports = 15", "exports = 0"), "transhipment = 0.4", "transhipment = 0.0");
    let text = edited(&edited(&text, "brings = 10", "brings = 0"), "import-share = 0.3", "import-share = 1.0");
    let text = edited(&edited(&text, "every = \"20 h\"", "every = \"2 days\""), "dwell = \"6 h\"", "dwell = \"2 h\"");
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let trains = days.map(|day| format!("\"{day} 03:00\", \"{day} 15:00\"")).join(", ");
    let text = edited(&text, "\"Tue 10:00\", \"Wed 10:00\", \"Thu 10:00\"", &trains);
    let queued = |trial: &Trial| trial.run.world.terminals[0].rail.as_ref().unwrap().boxes().count();
    let stay = [Booked("T", Box, DelayCause::Stay), Booked("T", Box, DelayCause::Upstream)];
    hold(&text, 28, &mut [line(&queued, &none, &stay)]);
}

/// Foot passengers have no life of their own: groups come when the demand says of itself that they do no longer, and as many as a ferry takes are
/// aboard when she has loaded, those who came first.
#[test]
fn for_ferries_on_foot() {
    let text = edited(EXACT_FERRY, "every = \"52 weeks\"", "every = \"6 h\"");
    let text = edited(&text, "passenger-capacity = 1000", "passenger-capacity = 40");
    let text = edited(&text, "foot-passengers-per-day = 0", "foot-passengers-per-day = 200");
    let (mut trial, end) = (Trial::of(&text), clock(3 * 24, 0, 0));
    let (mut area, mut stayed, mut coming, mut ashore) = (0, 0, 0, VecDeque::new());
    while let Some(next) = trial.run.next_at().filter(|next| *next <= end) {
        let now = trial.run.sim().now();
        let group = trial.run.processes().find_map(|(_, process)| group_that_comes(&format!("{process:?}"))).unwrap_or(0);
        ashore.extend(std::iter::repeat_n(now, if group == 0 { coming } else { 0 }));
        coming = group;
        let so_far: u128 = ashore.iter().map(|since| u128::from((now - *since).0)).sum();
        assert_eq!(area, stayed + so_far, "at {now:?}");
        area += u128::from(trial.run.world.ferry_ports[0].on_foot()) * u128::from((next - now).0);
        for (at, record) in trial.records_until(next) {
            if let Record::FerryFoot { people, boarded: true, .. } = record {
                let aboard = ashore.drain(..people as usize);
                stayed += aboard.map(|since: SimTime| u128::from((at - since).0)).sum::<u128>();
            }
        }
    }
    assert!(stayed > 0 && ashore.len() > 40, "{} are left behind", ashore.len());
}

/// How many come together on foot, if this is who sends them and they are on their way.
fn group_that_comes(said: &str) -> Option<usize> {
    let group = said.strip_prefix("FerryDemand(").filter(|said| said.contains("stage: GroupComes }"))?;
    let (_, group) = group.split_once("group: ")?;
    group.split_once(',')?.0.parse().ok()
}

/// Parts of one family, of which the line often has none: each part says how long it has lain there when it is built in.
#[test]
fn in_stock() {
    let (text, _) = FACTORY.split_once("[factory.F.part.seats]").unwrap();
    let text = edited(&edited(text, "trucks = 12", "trucks = 1"), "warm-up = \"4 weeks\"", "warm-up = \"0 h\"");
    let parts = |trial: &Trial| trial.run.world.factories[0].stocks[0].units() as usize;
    hold(&edited(&text, "initial-stock = 1500", "initial-stock = 100"), 14, &mut [line(&parts, &none, &[Tells(Said::Stock)])]);
}

/// What stands in a terminal: so many by records of those that come and go, for so long by what each says when it goes, or since when it is there.
#[test]
fn in_a_terminal() {
    for (name, days) in [("hello", 28), ("car-terminal", 4)] {
        let mut trial = Trial::of(&delivered(name));
        let (mut inside, mut area, mut dwelt, mut since) = (0_u128, 0_u128, 0_u128, SimTime::ZERO);
        for hour in 1..=24 * days {
            let now = clock(hour, 0, 0);
            for (at, record) in trial.records_until(now) {
                area += inside * u128::from((at - since).0);
                since = at;
                match record {
                    Record::BoxIn { .. } | Record::CarIn { .. } => inside += 1,
                    Record::BoxOut { dwelt: its, .. } | Record::CarOut { dwelt: its, .. } => {
                        (inside, dwelt) = (inside - 1, dwelt + u128::from(its.0));
                    }
                    _ => {}
                }
            }
            area += inside * u128::from((now - since).0);
            since = now;
            let port = &trial.run.world;
            let hangs: Vec<_> = trial.run.processes().filter_map(|(_, it)| it.brings()).flat_map(|unit| unit.boxes()).collect();
            let boxes = port.boxes.iter().filter(|(id, _)| !hangs.contains(id)).map(|(_, it)| it.since);
            let cars = port.car_terminals.iter().flat_map(|it| it.cars.iter()).map(|(_, it)| it.since);
            let so_far: u128 = boxes.chain(cars).map(|came| u128::from((now - came).0)).sum();
            assert_eq!(area, dwelt + so_far, "{name} after {hour} h");
        }
        assert!(dwelt > 0 && inside > 100, "{name}: {inside} inside");
    }
}
