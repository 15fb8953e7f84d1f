//! Lines before facilities other than container terminals.

use super::{hold, line, pool, waiting};
use crate::coupled::COUPLED;
use crate::factory::FACTORY;
use crate::ferry::EXACT as EXACT_FERRY;
use crate::roads::GATEWAY;
use crate::upkeep::{TERMINAL, WORKSHOP};
use crate::workbench::{delivered, edited};
use darse_port::trial::{Rolling, Trial};
use std::cell::Cell;
use std::collections::BTreeSet;

#[test]
fn for_drivers_and_spaces() {
    let text = edited(&delivered("car-terminal"), "drivers = 48", "drivers = 16");
    let text = edited(&text, "rows = 280", "rows = 40");
    let drivers = |trial: &Trial| waiting(trial, &[pool(trial.run.world.car_terminals[0].pools.gang)]);
    let spaces = |trial: &Trial| trial.run.world.car_terminals[0].rows.queued();
    let spaces_of = [("Cars(Gang", "AwaitingSpaces"), ("Cars(Truck", "AwaitingSpaces")];
    hold(&text, 3, &mut [line(&drivers, &[("Cars(Gang", "AwaitingDrivers")]), line(&spaces, &spaces_of)]);
}

#[test]
fn for_cranes_and_stores() {
    let text = edited(&delivered("bulk"), "[bulk-terminal.Dry.quay]", "[bulk-terminal.Dry]\ngrabs = 1\n[bulk-terminal.Dry.quay]");
    let text = edited(
        &edited(&text, "capacity = \"30000 t\"", "capacity = \"3000 t\""),
        "capacity = \"20000 t\"",
        "capacity = \"2000 t\"",
    );
    let text = edited(&text, "capacity = \"5000 t\"", "capacity = \"500 t\"");
    let cranes = |trial: &Trial| waiting(trial, &[pool(trial.run.world.bulk_terminals[0].grab)]);
    let stores = |trial: &Trial| trial.run.world.bulk_terminals[0].stores.iter().map(|store| store.queued()).sum();
    let stores_of = [("Bulk(Grab", "AwaitingPlace"), ("Bulk(Truck", "AwaitingPlace")];
    hold(&text, 42, &mut [line(&cranes, &[("Bulk(Grab", "AwaitingCrane")]), line(&stores, &stores_of)]);
}

#[test]
fn for_tanks() {
    let text = edited(&delivered("tank-farm"), "trucks-per-day = 1", "trucks-per-day = 20\nsettling = \"20 days\"");
    let tanks = |trial: &Trial| trial.run.world.tank_farms[0].queued();
    hold(&text, 56, &mut [line(&tanks, &[("Liquid(", "AwaitingTank")])]);
}

#[test]
fn for_chargers_and_parts() {
    let battery = "transport = { count = 20, battery = { range = \"10 km\", chargers = 1, charging = \"30 min\" }, ";
    let text = edited(TERMINAL, "transport = { count = 20, ", battery);
    let spare = "[workshop.W.spare.rope]\nneeded = 1.0\nstock = 1\nreorder-point = 0\nlot = 1\nlead = \"1 day\"\n";
    let chargers = |trial: &Trial| waiting(trial, &[trial.run.world.terminals[0].chargers]);
    let parts = |trial: &Trial| trial.run.world.workshops[0].spares.iter().map(|spare| spare.queued()).sum();
    let mut lines = [line(&chargers, &[("Vehicle", "AwaitingCharger")]), line(&parts, &[("Upkeep(Repair", "AwaitingPart")])];
    hold(&format!("{text}{WORKSHOP}{spare}"), 4, &mut lines);
}

#[test]
fn for_gangs_of_warehouses() {
    let text = edited(&delivered("free-zone"), "gangs = 10\nshifts = [10, 8, 3]", "gangs = 4\ndwell = \"12 h\"");
    let gangs = |trial: &Trial| waiting(trial, &trial.run.world.warehouses.iter().map(|it| pool(it.gang)).collect::<Vec<_>>());
    hold(&text, 3, &mut [line(&gangs, &[("Consignment", "AwaitingGang"), ("Dispatch", "AwaitingGang")])]);
}

#[test]
fn for_room_on_roads() {
    let text =
        edited(&edited(GATEWAY, "length = \"300 m\"", "length = \"60 m\""), "check-in = \"100 s\"", "check-in = \"6 min\"");
    let text = edited(&text, "length = \"10 km\"", "length = \"1 km\"");
    let roads = |trial: &Trial| trial.run.world.roads.taken().map(|(way, _)| trial.run.world.roads.on(way).1).sum();
    hold(&text, 2, &mut [line(&roads, &[("Trip", "AwaitingRoom")])]);
}

#[test]
fn for_places_before_ferries_and_trucks_of_a_warehouse() {
    let text = edited(&delivered("ferry"), "car-places = 1500", "car-places = 12");
    let places = |trial: &Trial| {
        let port = &trial.run.world.ferry_ports[0];
        let pools = [Rolling::Truck, Rolling::Trailer, Rolling::Car].map(|kind| pool(port.place(kind)));
        waiting(trial, &BTreeSet::from(pools).into_iter().collect::<Vec<_>>())
    };
    hold(&text, 1, &mut [line(&places, &[("Embarking", "AwaitingPlace")])]);
    let text = edited(&delivered("free-zone-warehouse"), "trucks = 6", "trucks = 1");
    let trucks = |trial: &Trial| waiting(trial, &[pool(trial.run.world.warehouses[0].truck)]);
    hold(&text, 4, &mut [line(&trucks, &[("Consignment", "AwaitingTruck")])]);
}

#[test]
fn for_places_in_a_warehouse() {
    let text = edited(&delivered("free-zone-warehouse"), "places = 8000", "places = 100");
    let places = |trial: &Trial| trial.run.world.warehouses[0].queued();
    hold(&text, 6, &mut [line(&places, &[("Consignment", "AwaitingPlaces")])]);
}

/// Ferries that come too often for the few vehicles that want them, and then stand in the lanes while none is there.
#[test]
fn for_ferries_and_for_what_they_take() {
    let text = edited(EXACT_FERRY, "every = \"52 weeks\"", "every = \"3 h\"");
    let text = edited(&text, "\ntrucks-per-day = 0", "\ntrucks-per-day = 60");
    let lanes = |trial: &Trial| trial.run.world.ferry_ports[0].standing();
    let ferries = |trial: &Trial| trial.run.world.ferry_ports[0].idle_ferries(trial.run.sim());
    let lines = &mut [line(&lanes, &[("Embarking", "Standing")]), line(&ferries, &[("FerryCall", "AwaitingVehicle")])];
    hold(&text, 3, lines);
}

#[test]
fn for_paths_and_yards_of_rail_lines() {
    let runs = |trial: &Trial| trial.run.world.rail_lines[0].queued();
    let yards = |trial: &Trial| waiting(trial, &[pool(trial.run.world.rail_lines[0].yard_track)]);
    let stages = [("RailRun", "AwaitingTurn")];
    let text = edited(COUPLED, "headway = \"30 min\"", "headway = \"30 min\"\nyard-tracks = 1\nlocomotives = 6");
    let text = edited(&text, "takt = \"2 min\"", "takt = \"30 s\"");
    hold(&text, 4, &mut [line(&runs, &stages), line(&yards, &[("RailRun", "AwaitingYard")])]);
}

/// A factory that stops for parts and by order, whose containers wait to be called, and then for trucks.
#[test]
fn in_and_before_a_factory() {
    let closed = "[disruption.strike]\nof = [\"factory.F\"]\nat = \"7 h\"\nlasting = \"1 h\"\nleft = 0\n";
    let text = edited(&edited(FACTORY, "warm-up = \"4 weeks\"", "warm-up = \"0 h\""), "trucks = 12", "trucks = 1");
    let text = edited(&edited(&text, "initial-stock = 1500", "initial-stock = 100"), "order-up-to = 1500", "order-up-to = 700");
    let closures = Cell::new(0);
    let assembly = |trial: &Trial| {
        let closed = trial.run.world.conditions.queued();
        closures.set(closed.max(closures.get()));
        closed + usize::from(trial.run.world.factories[0].line_waits())
    };
    let containers = |trial: &Trial| trial.run.world.factories[0].stocks.iter().map(|stock| stock.queued()).sum();
    let trucks = |trial: &Trial| waiting(trial, &trial.run.world.drayages.iter().map(|it| pool(*it)).collect::<Vec<_>>());
    let mut lines = [
        line(&assembly, &[("Assembly", "AwaitingParts")]),
        line(&containers, &[("PartsBox", "AwaitingCall")]),
        line(&trucks, &[("PartsBox", "AwaitingTruck")]),
    ];
    hold(&format!("{text}{closed}"), 10, &mut lines);
    assert_eq!(closures.get(), 1, "the strike finds the line at work");
}
