//! Lines in container terminals: orders that wait for a vehicle, jobs for a yard crane, boxes for room in the yard; vehicles, trucks and cranes for
//! each other; and machines for work.

use super::{hold, line, line_of};
use crate::workbench::edited;
use darse_port::trial::{Errand, Side, Task, Trial};
use std::collections::{BTreeMap, BTreeSet};

/// A terminal that has too few vehicles and yard cranes for its ships, trucks and trains.
const CROWDED: &str = r#"
horizon = "1 week"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "160 m", draught = "9 m", cranes = 2 }

[terminal.T]
quay = { length = "400 m" }
cranes = { count = 3, twin-share = 1.0 }
transport = { kind = "terminal-tractor", count = 5 }
yard = { blocks = 2, bays = 20 }
rail = { trains = ["Tue 10:00", "Wed 10:00", "Thu 10:00"], brings = 15, import-share = 0.5, dwell = "6 h", cranes = 2, cycle = "1 min" }
gate = { import-dwell = "18 h", export-lead = "30 h", cut-off = "12 h" }

[service.S]
terminal = "T"
class = "ship"
every = "20 h"
discharge = 90
exports = 20
transhipment = 0.4
"#;

fn with(kind: &str) -> String {
    edited(CROWDED, "terminal-tractor", kind)
}

/// Orders that no vehicle has. Each says since when it is open; one to fetch may be withdrawn, and what else is no longer open some vehicle has.
#[derive(Default)]
struct Orders {
    open: BTreeMap<String, bool>,
    withdrawn: u32,
    /// Of those that have waited, by errand.
    waited: [u32; 3],
}

impl Orders {
    fn look(&mut self, trial: &Trial) -> BTreeSet<String> {
        let (fleet, now) = (&trial.run.world.terminals[0].fleet, trial.run.sim().now());
        let listed: BTreeSet<String> = fleet.open_orders().iter().map(|order| format!("{order:?}")).collect();
        let taken: BTreeSet<String> = fleet.vehicles.iter().filter_map(|it| Some(format!("{:?}", it.order?))).collect();
        for order in fleet.open_orders() {
            let errand = match order.errand {
                Errand::Fetch => 0,
                Errand::Deliver { .. } => 1,
                Errand::Attend { .. } => 2,
            };
            if self.open.insert(format!("{order:?}"), errand == 0).is_none() {
                assert_eq!(order.since, now, "{order:?} was not seen before");
                self.waited[errand] += 1;
            }
        }
        let withdrawn = |order: &str, fetches: bool| fetches && !listed.contains(order) && !taken.contains(order);
        self.withdrawn += self.open.iter().filter(|(order, fetches)| withdrawn(order, **fetches)).count() as u32;
        self.open.retain(|order, fetches| !taken.contains(order) && !withdrawn(order, *fetches));
        self.open.keys().cloned().collect()
    }
}

#[test]
fn for_vehicles() {
    let queued = |trial: &Trial| trial.run.world.terminals[0].fleet.open_and_idle().0;
    let mut all = Orders::default();
    for kind in ["terminal-tractor", "shuttle-carrier", "straddle-carrier"] {
        let mut orders = Orders::default();
        let mut look = |trial: &Trial| orders.look(trial);
        hold(&with(kind), 8, &mut [line_of("orders", &queued, &mut look)]);
        all.withdrawn += orders.withdrawn;
        all.waited.iter_mut().zip(orders.waited).for_each(|(sum, waited)| *sum += waited);
    }
    assert!(all.withdrawn >= 5 && all.waited.iter().all(|waited| *waited >= 15), "{} of {:?}", all.withdrawn, all.waited);
}

/// Jobs that no crane has. What is to be uncovered may come to nothing: it is fetched first, or nothing lies above it any more.
#[derive(Default)]
struct Jobs {
    posted: Vec<Task>,
    /// Of those that have waited, those that a crane then had: to stack, to retrieve, to uncover; for vehicles, for trucks.
    begun: [[u32; 3]; 2],
}

impl Jobs {
    fn look(&mut self, trial: &Trial) -> BTreeSet<String> {
        let yard = &trial.run.world.terminals[0].yard;
        let listed: Vec<Task> = yard.jobs().map(|job| job.task).collect();
        self.posted.extend(listed.iter().filter(|task| !self.posted.contains(task)).copied().collect::<Vec<_>>());
        for job in yard.under_way() {
            if let Some(place) = self.posted.iter().position(|task| *task == job.task) {
                self.posted.remove(place);
                let task = match job.task {
                    Task::Stack(_) => 0,
                    Task::Retrieve(_) => 1,
                    Task::Uncover(_) => 2,
                };
                self.begun[usize::from(job.side == Side::Land)][task] += 1;
            }
        }
        self.posted.retain(|task| !matches!(task, Task::Uncover(_)) || listed.contains(task));
        self.posted.iter().map(|task| format!("{task:?}")).collect()
    }
}

#[test]
fn for_yard_cranes() {
    let queued = |trial: &Trial| trial.run.world.terminals[0].yard.jobs().count();
    for kind in ["terminal-tractor", "shuttle-carrier"] {
        let mut jobs = Jobs::default();
        let mut look = |trial: &Trial| jobs.look(trial);
        hold(&with(kind), 5, &mut [line_of("jobs", &queued, &mut look)]);
        let [[stack, retrieve, uncover], [brought, fetched, _]] = jobs.begun;
        let uncovers = if kind == "terminal-tractor" { uncover } else { u32::MAX }; // others call a box up and have it fetched at once
        assert!([stack, retrieve, uncovers, brought, fetched].iter().all(|it| *it >= 5), "{kind}: {:?}", jobs.begun);
    }
}

/// Quay and rail cranes, and trucks.
#[test]
fn for_room_in_the_yard() {
    let small =
        "yard = { blocks = 2, bays = 8, rows = 4, tiers = 3, reefer-bays = 1, dangerous-bays = 1, overflow = { teu = 0 } }";
    let text = edited(CROWDED, "yard = { blocks = 2, bays = 20 }", small);
    let queued = |trial: &Trial| trial.run.world.terminals[0].yard.queued();
    let stages = [("QuayCrane", "AwaitingYard"), ("RailCrane", "AwaitingYard"), ("Truck(", "AwaitingRoom")];
    hold(&text, 10, &mut [line(&queued, &stages)]);
}

#[test]
fn for_transfer_points() {
    let text = edited(&with("shuttle-carrier"), "count = 5", "count = 9, transfer-points = 1");
    let queued = |trial: &Trial| trial.run.world.terminals[0].yard.setting_down();
    hold(&text, 5, &mut [line(&queued, &[("Vehicle", "AwaitingTransferPoint")])]);
}

/// Trucks stand at blocks, and vehicles at blocks and below cranes of the quay and the rail, until they have been served; these cranes wait for
/// vehicles, and for loads.
#[test]
fn for_each_other() {
    let trucks = |trial: &Trial| {
        let yard = &trial.run.world.terminals[0].yard;
        yard.jobs().chain(yard.under_way()).filter(|job| job.side == Side::Land).count()
    };
    let vehicles = |trial: &Trial| {
        let (yard, posts) = (&trial.run.world.terminals[0].yard, &trial.run.world.terminals[0].posts);
        let at_blocks = yard.jobs().chain(yard.under_way()).filter(|job| job.side == Side::Water && job.waiting.is_some());
        at_blocks.count() + posts.iter().map(|post| post.standing()).sum::<usize>()
    };
    let cranes = |trial: &Trial| trial.run.world.terminals[0].posts.iter().filter(|post| post.crane_waits()).count();
    let crane_stages = [
        ("QuayCrane", "AwaitingVehicle"),
        ("QuayCrane", "AwaitingLoad"),
        ("RailCrane", "AwaitingVehicle"),
        ("RailCrane", "AwaitingLoad"),
    ];
    let mut lines = [
        line(&trucks, &[("Truck(", "BeingUnloaded"), ("Truck(", "BeingLoaded")]),
        line(&vehicles, &[("Vehicle", "PickingUp"), ("Vehicle", "SettingDown")]),
        line(&cranes, &crane_stages),
    ];
    hold(CROWDED, 3, &mut lines);
}

#[test]
fn for_work() {
    let vehicles = |trial: &Trial| trial.run.world.terminals[0].fleet.open_and_idle().1;
    let yard_cranes = |trial: &Trial| trial.run.world.terminals[0].yard.idle_cranes();
    let quay_cranes = |trial: &Trial| trial.run.world.terminals[0].line.parked();
    let rail_cranes = |trial: &Trial| trial.run.world.terminals[0].rail.as_ref().unwrap().idle_cranes();
    let mut lines = [
        line(&vehicles, &[("Vehicle", "Idle")]),
        line(&yard_cranes, &[("YardCrane", "Idle")]),
        line(&quay_cranes, &[("QuayCrane", "Parked")]),
        line(&rail_cranes, &[("RailCrane", "Idle")]),
    ];
    hold(CROWDED, 5, &mut lines);
}
