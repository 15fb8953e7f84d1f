//! Little's law where nobody adds up the waits (see `little.rs` for the other stations): the area below a line is the sum of the stays of all
//! who stand in it, each from the instant at which it is first seen there to that at which it no longer is. The line is the engine's or the
//! facility's; who stands there is read off the stage of each process, at every instant.
//!
//! Drivers and spaces of car terminals, cranes and stores of bulk terminals, tanks, chargers, gangs of warehouses for all who want them, and their
//! own trucks, room on roads, places before ferries, spare parts.

use crate::roads::GATEWAY;
use crate::upkeep::{TERMINAL, WORKSHOP};
use crate::workbench::{delivered, edited};
use darse_engine::{Pid, PoolId, Request, SimDuration, SimTime};
use darse_port::trial::{Rolling, Trial};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A line, and the stages in which processes stand in it: how their names begin, and what they are doing.
struct Line<'a> {
    queued: &'a dyn Fn(&Trial) -> usize,
    stages: &'a [(&'a str, &'a str)],
    area: u128,
    stayed: u128,
    since: BTreeMap<Pid, SimTime>,
    came: u32,
}

/// What a process says of itself, broken off as soon as it is none of these lives.
struct Said<'a> {
    lives: &'a [&'a str],
    text: String,
}

impl std::fmt::Write for Said<'_> {
    fn write_str(&mut self, more: &str) -> std::fmt::Result {
        self.text += more;
        let may_be = |life: &&str| life.starts_with(&self.text) || self.text.starts_with(life);
        if self.lives.iter().any(may_be) { Ok(()) } else { Err(std::fmt::Error) }
    }
}

fn line<'a>(queued: &'a dyn Fn(&Trial) -> usize, stages: &'a [(&'a str, &'a str)]) -> Line<'a> {
    Line { queued, stages, area: 0, stayed: 0, since: BTreeMap::new(), came: 0 }
}

impl Line<'_> {
    /// Who stands there now, and who no longer does.
    fn look(&mut self, now: SimTime, processes: &[(Pid, String)]) {
        let stands = |text: &str| self.stages.iter().any(|(life, stage)| text.starts_with(life) && text.contains(stage));
        let here: Vec<Pid> = processes.iter().filter(|(_, text)| stands(text)).map(|(pid, _)| *pid).collect();
        self.since.retain(|pid, since| {
            let stays = here.contains(pid);
            if !stays {
                self.stayed += u128::from((now - *since).0);
            }
            stays
        });
        for pid in here {
            self.came += u32::from(self.since.insert(pid, self.since.get(&pid).copied().unwrap_or(now)).is_none());
        }
        let so_far: u128 = self.since.values().map(|since| u128::from((now - *since).0)).sum();
        assert_eq!(self.area, self.stayed + so_far, "{:?} at {now:?}", self.stages);
    }
}

/// Follows a scenario from instant to instant, and looks at the lines at each.
fn hold(text: &str, days: u64, lines: &mut [Line<'_>]) {
    let (mut trial, end) = (Trial::of(text), SimTime::ZERO + SimDuration::days(days));
    let mut words: Vec<(Pid, String)> = Vec::new();
    while let Some(next) = trial.run.next_at().filter(|next| *next <= end) {
        let now = trial.run.sim().now();
        let lives = lines.iter().flat_map(|line| line.stages).map(|(life, _)| *life).collect::<Vec<_>>();
        words.clear();
        for (pid, process) in trial.run.processes() {
            let mut said = Said { lives: &lives, text: String::new() };
            if write!(said, "{process:?}").is_ok() {
                words.push((pid, said.text));
            }
        }
        for line in &mut *lines {
            line.look(now, &words);
            line.area += (line.queued)(&trial) as u128 * u128::from((next - now).0);
        }
        trial.records_until(next);
    }
    for line in lines {
        assert!(line.came >= 5 && line.area > 0, "{:?}: only {} stood in line", line.stages, line.came);
    }
}

fn waiting(trial: &Trial, pools: &[PoolId]) -> usize {
    pools.iter().map(|pool| trial.run.sim().pool(*pool).queued()).sum()
}

fn pool(one: Request) -> PoolId {
    one.needs()[0].0
}

#[test]
fn for_drivers_and_spaces() {
    let text = edited(&delivered("car-terminal"), "drivers = 48", "drivers = 16");
    let text = edited(&text, "rows = 280", "rows = 40");
    let drivers = |trial: &Trial| waiting(trial, &[pool(trial.run.world.car_terminals[0].pools.gang)]);
    let spaces = |trial: &Trial| trial.run.world.car_terminals[0].rows.queued();
    let spaces_of = [("Cars(Gang", "stage: AwaitingSpaces"), ("Cars(Truck", "stage: AwaitingSpaces")];
    hold(&text, 3, &mut [line(&drivers, &[("Cars(Gang", "stage: AwaitingDrivers")]), line(&spaces, &spaces_of)]);
}

#[test]
fn for_cranes_and_stores() {
    let text = edited(&delivered("bulk"), "[bulk-terminal.Dry.quay]", "[bulk-terminal.Dry]\ngrabs = 1\n[bulk-terminal.Dry.quay]");
    let text = edited(
        &edited(&text, "capacity = \"30000 t\"", "capacity = \"3000 t\""),
        "capacity = \"20000 t\"",
        "capacity = \"2000 t\"",
    );
    let cranes = |trial: &Trial| waiting(trial, &[pool(trial.run.world.bulk_terminals[0].grab)]);
    let stores = |trial: &Trial| trial.run.world.bulk_terminals[0].stores.iter().map(|store| store.queued()).sum();
    let stores_of = [("Bulk(Grab", "stage: AwaitingPlace"), ("Bulk(Truck", "stage: AwaitingPlace")];
    hold(&text, 42, &mut [line(&cranes, &[("Bulk(Grab", "stage: AwaitingCrane")]), line(&stores, &stores_of)]);
}

#[test]
fn for_tanks() {
    let text = edited(&delivered("tank-farm"), "trucks-per-day = 1", "trucks-per-day = 20\nsettling = \"20 days\"");
    let tanks = |trial: &Trial| trial.run.world.tank_farms[0].queued();
    hold(&text, 56, &mut [line(&tanks, &[("Liquid(", "stage: AwaitingTank")])]);
}

#[test]
fn for_chargers_and_parts() {
    let battery = "transport = { count = 20, battery = { range = \"10 km\", chargers = 1, charging = \"30 min\" }, ";
    let text = edited(TERMINAL, "transport = { count = 20, ", battery);
    let spare = "[workshop.W.spare.rope]\nneeded = 1.0\nstock = 1\nreorder-point = 0\nlot = 1\nlead = \"1 day\"\n";
    let chargers = |trial: &Trial| waiting(trial, &[trial.run.world.terminals[0].chargers]);
    let parts = |trial: &Trial| trial.run.world.workshops[0].spares.iter().map(|spare| spare.queued()).sum();
    let mut lines =
        [line(&chargers, &[("Vehicle", "stage: AwaitingCharger")]), line(&parts, &[("Upkeep(Repair", "stage: AwaitingPart")])];
    hold(&format!("{text}{WORKSHOP}{spare}"), 4, &mut lines);
}

#[test]
fn for_gangs_of_warehouses() {
    let text = edited(&delivered("free-zone"), "gangs = 10\nshifts = [10, 8, 3]", "gangs = 4\ndwell = \"12 h\"");
    let gangs = |trial: &Trial| waiting(trial, &trial.run.world.warehouses.iter().map(|it| pool(it.gang)).collect::<Vec<_>>());
    hold(&text, 3, &mut [line(&gangs, &[("Consignment", "stage: AwaitingGang"), ("Dispatch", "stage: AwaitingGang")])]);
}

#[test]
fn for_room_on_roads() {
    let text =
        edited(&edited(GATEWAY, "length = \"300 m\"", "length = \"60 m\""), "check-in = \"100 s\"", "check-in = \"6 min\"");
    let roads = |trial: &Trial| trial.run.world.roads.taken().map(|(way, _)| trial.run.world.roads.on(way).1).sum();
    hold(&text, 3, &mut [line(&roads, &[("Trip", "stage: AwaitingRoom")])]);
}

#[test]
fn for_places_before_ferries_and_trucks_of_a_warehouse() {
    let text = edited(&delivered("ferry"), "car-places = 1500", "car-places = 12");
    let places = |trial: &Trial| {
        let port = &trial.run.world.ferry_ports[0];
        let pools = [Rolling::Truck, Rolling::Trailer, Rolling::Car].map(|kind| pool(port.place(kind)));
        waiting(trial, &BTreeSet::from(pools).into_iter().collect::<Vec<_>>())
    };
    hold(&text, 1, &mut [line(&places, &[("Embarking", "stage: AwaitingPlace")])]);
    let text = edited(&delivered("free-zone-warehouse"), "trucks = 6", "trucks = 1");
    let trucks = |trial: &Trial| waiting(trial, &[pool(trial.run.world.warehouses[0].truck)]);
    hold(&text, 4, &mut [line(&trucks, &[("Consignment", "stage: AwaitingTruck")])]);
}
