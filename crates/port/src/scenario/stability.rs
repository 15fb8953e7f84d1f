//! What each station of a terminal is asked to do, as a share of what it can do: arithmetic on the scenario, before anything
//! is simulated. At one or above there is no steady state: a queue grows for as long as the run lasts.
//!
//! The shares are estimates, with queues and interference left out, so they are a little low: a station that they call
//! overloaded is; one just below one may be.

mod bulk;
mod cars;
mod facilities;
mod ferry;
mod inland;
mod tanks;

pub use facilities::{FacilityLoads, PartOfYear, all_loads};
pub use ferry::{ferry_calls, ramp_h};
pub use inland::container_use;

use bulk::bulk_loads;
use cars::car_loads;
use ferry::{access_zone_loads, ferry_loads};
use inland::{drayage_loads, factory_loads, rail_line_loads};
use tanks::tank_loads;

use super::cranes::{Cranes, Lift};
use super::quay::QuayPlan;
use super::service::{Pattern, Service};
use super::terminal::TerminalPlan;
use super::transport::YardHandOver;
use super::{Scenario, VesselClass};
use crate::ids::QuayId;
use darse_engine::Variate;

/// The load of one station.
#[derive(Clone, Debug, PartialEq)]
pub struct Load {
    /// Which, in the words of the scenario, e.g. "quay cranes".
    pub station: &'static str,
    /// Offered work over capacity.
    pub share: f64,
    /// What to raise.
    pub help: &'static str,
    /// The share from which on it is named before a run.
    pub tight_from: f64,
    /// What becomes of it from there on.
    pub tight: &'static str,
}

impl Load {
    /// A station with a queue, which interference and chance make long from nine tenths on (assumption).
    fn of(station: &'static str, share: f64, help: &'static str) -> Self {
        Load { station, share, help, tight_from: 0.9, tight: "queues will be long" }
    }
    /// Ground full of boxes: above four fifths on average, the peak finds no place of its kind (assumption).
    fn of_ground(station: &'static str, share: f64, help: &'static str) -> Self {
        Load { tight_from: 0.8, tight: "boxes will stand mixed, or find no place at the peak", ..Load::of(station, share, help) }
    }
}

/// Hours a box waits in the yard beyond its connection and half an interval of its ship: loading itself (assumption).
const LOADING_H: f64 = 12.0;
/// Gantry travel of a yard crane per job, as a share of the length of its block (assumption: a third on random jobs, less
/// where boxes of a class stand together).
const TRAVEL_SHARE: f64 = 0.2;
/// Rehandles per retrieval (assumption).
const REHANDLES: f64 = 0.3;
/// Crane hours over those of lifts, hatches, shift changes, breakdowns and waiting for the ship: waiting for vehicles, wind
/// and travel (measured on TC3).
const CRANE_ALLOWANCE: f64 = 1.15;
/// Cranes at work on average over the most a ship may have: they begin together and end one by one (measured on TC3).
const CRANES_AT_WORK: f64 = 1.0;
/// Waiting at both ends of a vehicle's round [s] (assumption).
const HAND_OVERS_S: f64 = 120.0;

fn hours(seconds: f64) -> f64 {
    seconds / 3600.0
}

/// Boxes an hour by the way they move.
struct Flows {
    discharged: f64,
    changing: f64,
    exports: f64,
}

impl Flows {
    fn over_the_quay(&self) -> f64 {
        self.discharged + self.changing + self.exports
    }
    fn imports(&self) -> f64 {
        self.discharged - self.changing
    }
}

/// The loads of the stations of a terminal.
pub fn loads(scenario: &Scenario, terminal: usize) -> Vec<Load> {
    let plan = &scenario.terminals[terminal];
    let services: Vec<&Service> = scenario.services.iter().filter(|service| service.quay.index() == terminal).collect();
    let flows = flows(&services, scenario.demand);
    let mut loads =
        vec![Load::of_ground("yard", yard(plan, &services, &flows, scenario), "raise `yard.blocks`, or lower `demand.volume`")];
    if plan.quay.service_time.is_none() {
        let cranes =
            Load::of("quay cranes", cranes(plan, &services, &flows, scenario), "raise `cranes.count`, or lower `demand.volume`");
        loads.push(cranes);
    }
    loads.push(Load::of("quay", quay(plan, &services, scenario), "raise `quay.length`, or lower `demand.volume`"));
    if plan.transport.kind.yard_hand_over() != YardHandOver::SelfStacking {
        loads.push(Load::of("yard cranes", yard_cranes(plan, &flows), "raise `yard.blocks` or `yard.crane.per-block`"));
    }
    loads.push(Load::of("vehicles", vehicles(plan, &flows, scenario), "raise `transport.count`"));
    loads.push(Load::of("gate lanes", gate(plan, &flows), "raise `gate.lanes-in`"));
    if let Some(rail) = &plan.rail {
        let trains = rail.trains.len() as f64 / (7.0 * 24.0);
        let out = flows.imports() * rail.import_share;
        let moves = out + trains * (scenario.demand * rail.brings.mean()).min(f64::from(rail.capacity));
        let work = moves * hours(rail.cycle.mean()) / f64::from(rail.cranes);
        let stays = 2.0 * trains * hours(rail.shunting.mean()) + work;
        loads.push(Load::of("trains", out / (trains * f64::from(rail.capacity)), "add `rail.trains`, or raise `rail.capacity`"));
        loads.push(Load::of("rail cranes", work, "raise `rail.cranes`"));
        loads.push(Load::of("tracks", stays / f64::from(rail.tracks), "raise `rail.tracks`"));
    }
    loads
}

/// The load of a quay whose ships stay for a plain time.
fn berth_loads(scenario: &Scenario, quay: QuayId) -> Vec<Load> {
    let services: Vec<&Service> = scenario.services.iter().filter(|service| service.quay == quay).collect();
    let plan = scenario.quay(quay);
    let stay = hours(plan.service_time.as_ref().map_or(0.0, Variate::mean));
    let share = quay_share(plan, calls(&services, scenario).map(|(rate, _, _, loa_m)| (rate, loa_m, stay)));
    vec![Load::of("quay", share, "raise `quay.length`, or let ships come less often")]
}

/// The loads of the stations of a warehouse.
fn warehouse_loads(scenario: &Scenario, warehouse: usize) -> Vec<Load> {
    let plan = &scenario.warehouses[warehouse];
    let services: Vec<&Service> = scenario.services.iter().filter(|service| service.quay.index() == plan.terminal).collect();
    let laden = flows(&services, scenario.demand).imports() * (1.0 - scenario.boxes.empty);
    let containers = laden * plan.import_share;
    let [twenty, forty] = plan.pallets_per_box.map(f64::from);
    let pallets = containers * (scenario.boxes.twenty_foot * twenty + (1.0 - scenario.boxes.twenty_foot) * forty);
    let loadings = pallets / f64::from(plan.truck_load) * hours(plan.loading.mean());
    let (unstuffing, handling) = (hours(plan.unstuffing.mean()), hours(plan.handling.mean()));
    let gangs = containers * unstuffing + 2.0 * pallets * handling + loadings;
    let handled = 2.0 - plan.cross_dock_share;
    let gangs = gangs - (2.0 - handled) * pallets * handling;
    let at_work = plan.shifts.as_ref().map_or(f64::from(plan.gangs), |shifts| shifts.mean(plan.gangs));
    let stored = pallets * (1.0 - plan.cross_dock_share);
    let mut loads = vec![
        Load::of("gangs", gangs / at_work, "raise `gangs`, or lower `import-share`"),
        Load::of("docks", containers * unstuffing / f64::from(plan.docks_in), "raise `docks-in`"),
        Load::of("docks for dispatch", loadings / f64::from(plan.docks_out), "raise `docks-out`"),
        Load::of("pallet places", stored * hours(plan.dwell.mean()) / f64::from(plan.places), "raise `places`"),
    ];
    if plan.drayage.is_none() {
        let rounds = containers * (2.0 * hours(plan.drive.mean()) + hours(HAND_OVERS_S) + unstuffing);
        loads.insert(3, Load::of("trucks", rounds / f64::from(plan.trucks), "raise `trucks`"));
    }
    loads
}

fn flows(services: &[&Service], demand: f64) -> Flows {
    let mut flows = Flows { discharged: 0.0, changing: 0.0, exports: 0.0 };
    for service in services {
        let calls = service.calls_per_hour().unwrap_or(0.0) * demand;
        flows.discharged += calls * service.discharge_mean();
        flows.changing += calls * service.discharge_mean() * service.transhipment;
        flows.exports += calls * service.exports.mean();
    }
    flows
}

/// Boxes per lift.
fn boxes_per_lift(cranes: &Cranes, twenty_foot: f64) -> f64 {
    match cranes.lift {
        Lift::Single => 1.0,
        // A pair is tried box by box: of n boxes of 20 ft, n / (1 + share) lifts.
        Lift::Twin | Lift::DualTrolley => 1.0 / (1.0 - twenty_foot + twenty_foot / (1.0 + cranes.twin_share)),
    }
}

/// Crane hours of one call: lifts, hatches, and what shift changes and breakdowns take of them.
fn crane_hours(plan: &TerminalPlan, moves: f64, class: &VesselClass, scenario: &Scenario) -> f64 {
    let cranes = &plan.cranes;
    let lifting = moves / boxes_per_lift(cranes, scenario.boxes.twenty_foot) * hours(cranes.cycle.mean());
    let hatches = 2.0 * f64::from(class.bays) * hours(cranes.hatch_cover.mean());
    let paused = plan.shifts.pause.as_seconds_f64() / plan.shifts.length.as_seconds_f64();
    let broken = cranes.failures.repair.mean() / cranes.failures.between.mean();
    let waiting = f64::from(class.cranes) * hours(plan.quay.start.mean());
    CRANE_ALLOWANCE * ((lifting * (1.0 + broken) + hatches) / (1.0 - paused) + waiting)
}

/// For each service: calls an hour, boxes a call, class, length over all.
fn calls<'a>(services: &'a [&Service], scenario: &'a Scenario) -> impl Iterator<Item = (f64, f64, &'a VesselClass, f64)> {
    services.iter().filter_map(|service| {
        let (class, loa_m) = match &service.pattern {
            Pattern::Liner { class, .. } | Pattern::Tramp { class, .. } => (*class, scenario.classes[*class].loa_m),
            Pattern::File(calls) => {
                let first = calls.first()?;
                (first.class, calls.iter().map(|call| call.loa_m).sum::<f64>() / calls.len() as f64)
            }
        };
        // On average a ship loads as many boxes as it discharges for other ships, and its exports.
        let moves = scenario.demand * (service.discharge_mean() * (1.0 + service.transhipment) + service.exports.mean());
        Some((service.calls_per_hour()?, moves, &scenario.classes[class], loa_m))
    })
}

fn cranes(plan: &TerminalPlan, services: &[&Service], _: &Flows, scenario: &Scenario) -> f64 {
    let asked: f64 =
        calls(services, scenario).map(|(rate, moves, class, _)| rate * crane_hours(plan, moves, class, scenario)).sum();
    asked / f64::from(plan.cranes.count)
}

fn quay(plan: &TerminalPlan, services: &[&Service], scenario: &Scenario) -> f64 {
    let stays = calls(services, scenario).map(|(rate, moves, class, loa_m)| {
        let stay = match &plan.quay.service_time {
            Some(service_time) => hours(service_time.mean()),
            None => {
                let papers = hours(plan.quay.start.mean() + plan.quay.end.mean());
                let at_once = CRANES_AT_WORK * f64::from(class.cranes.min(plan.cranes.count));
                papers + crane_hours(plan, moves, class, scenario) / at_once
            }
        };
        (rate, loa_m, stay)
    });
    quay_share(&plan.quay, stays)
}

/// The share of a quay taken by ships, given calls an hour, length over all [m] and the stay between the moorings [h] of each kind.
fn quay_share(plan: &QuayPlan, stays: impl Iterator<Item = (f64, f64, f64)>) -> f64 {
    let moorings = hours(plan.mooring.mean() + plan.unmooring.mean());
    let metres = |(rate, loa_m, stay): (f64, f64, f64)| {
        let taken = if plan.berths.is_empty() { loa_m + plan.gap_m } else { plan.length_m / plan.berths.len() as f64 };
        rate * taken * (moorings + stay)
    };
    stays.map(metres).sum::<f64>() / plan.length_m
}

/// Little's law: boxes in the yard = boxes an hour × hours they stay.
fn yard(plan: &TerminalPlan, services: &[&Service], flows: &Flows, scenario: &Scenario) -> f64 {
    let connection = plan.transhipment.connection.as_seconds_f64() / 3600.0;
    let onward_h: f64 = {
        let weigh = |service: &&Service| {
            let volume = service.calls_per_hour().unwrap_or(0.0) * service.discharge_mean() * service.transhipment;
            let interval = match &service.pattern {
                Pattern::Liner { every, .. } => every.as_seconds_f64() / 3600.0,
                Pattern::Tramp { .. } | Pattern::File(_) => service.calls_per_hour().map_or(0.0, |rate| 1.0 / rate),
            };
            (volume, connection + (interval + service.booking_window.as_seconds_f64() / 3600.0) / 2.0 + LOADING_H)
        };
        let (volume, sum) = services.iter().map(weigh).fold((0.0, 0.0), |(v, s), (volume, stay)| (v + volume, s + volume * stay));
        if volume > 0.0 { sum / volume } else { 0.0 }
    };
    let boxes = flows.changing * onward_h
        + flows.imports() * hours(plan.gate.import_dwell.mean())
        + flows.exports * hours(plan.gate.export_lead.mean());
    boxes * scenario.boxes.teu_factor() / plan.yard.slots_teu()
}

fn yard_cranes(plan: &TerminalPlan, flows: &Flows) -> f64 {
    let visits = flows.discharged + flows.exports;
    let travel = f64::from(plan.yard.bays) * plan.yard.bay_length_m * TRAVEL_SHARE / plan.yard.crane.gantry_speed_m_s;
    let job = plan.yard.crane.cycle.mean() + travel;
    let work = visits * (2.0 * job + REHANDLES * plan.yard.crane.cycle.mean());
    let broken = plan.yard.crane.failures.repair.mean() / plan.yard.crane.failures.between.mean();
    hours(work) * (1.0 + broken) / f64::from(plan.yard.blocks * plan.yard.crane.per_block)
}

fn vehicles(plan: &TerminalPlan, flows: &Flows, scenario: &Scenario) -> f64 {
    let transport = &plan.transport;
    // A third of the quay along it, half of the yard's depth across it.
    let columns = (plan.quay.length_m / (f64::from(plan.yard.bays) * plan.yard.bay_length_m + plan.yard.aisle_m)).max(1.0);
    let depth = f64::from(plan.yard.blocks) / columns * (f64::from(plan.yard.rows) * plan.yard.row_width_m + plan.yard.aisle_m);
    let metres = transport.detour * (plan.quay.length_m / 3.0 + plan.yard.apron_m + depth / 2.0);
    let driving = metres / transport.speed_laden_m_s + metres / transport.speed_empty_m_s + 2.0 * transport.delay.mean();
    let rounds = flows.over_the_quay() / boxes_per_lift(&plan.cranes, scenario.boxes.twenty_foot);
    rounds * hours(driving + HAND_OVERS_S) / f64::from(transport.count)
}

fn gate(plan: &TerminalPlan, flows: &Flows) -> f64 {
    let road_imports = flows.imports() * (1.0 - plan.rail.as_ref().map_or(0.0, |rail| rail.import_share));
    let visits = flows.exports
        + road_imports * (1.0 - plan.gate.dual_share).max(0.0)
        + (road_imports - flows.exports).max(0.0) * plan.gate.dual_share;
    visits * hours(plan.gate.check_in.mean()) / f64::from(plan.gate.lanes_in)
}
