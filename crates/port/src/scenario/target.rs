//! What a disruption may be of: every resource of the scenario, by the dotted path of the key that sizes it.

use super::Scenario;
use super::quay::QuayOwner;
use crate::facility::condition::{
    BulkPart, CarPart, FactoryPart, FerryPart, MarinePart, TankPart, Target, TerminalPart, WarehousePart, ZonePart,
};
use crate::facility::ferry_port::Rolling;
use crate::ids::{
    AccessZoneId, BulkTerminalId, CarTerminalId, DrayageId, FactoryId, FeederId, FerryPortId, LabourId, QuayId, RailLineId,
    ServiceId, TankFarmId, TerminalId, WarehouseId,
};

/// What can happen to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knobs {
    /// It can be made smaller.
    pub left: bool,
    /// It has service times.
    pub slower: bool,
    /// More or less can come to it.
    pub demand: bool,
    /// It can come late.
    pub late: bool,
}

/// What a disruption of a resource may say.
pub fn knobs(target: Target) -> Knobs {
    let only = |left, slower| Knobs { left, slower, demand: false, late: false };
    match target {
        Target::Quay(_) | Target::Labour(_) | Target::Feeder(_) | Target::Haulage => only(true, false),
        Target::Drayage(_) | Target::Warehouse(_, WarehousePart::Trucks) => only(true, false),
        Target::Marine(MarinePart::Tugs) => only(true, false),
        Target::FerryPort(_, FerryPart::Vehicles(_) | FerryPart::Foot) => {
            Knobs { left: false, slower: false, demand: true, late: false }
        }
        Target::Service(_) => Knobs { left: true, slower: false, demand: true, late: true },
        Target::Terminal(..) | Target::Marine(_) | Target::AccessZone(..) | Target::FerryPort(..) => only(true, true),
        Target::Warehouse(_, WarehousePart::DocksIn | WarehousePart::DocksOut) => only(true, false),
        Target::CarTerminal(..) | Target::TankFarm(..) | Target::BulkTerminal(..) | Target::Warehouse(..) => only(true, true),
        Target::Factory(..) | Target::RailLine(_) | Target::Road(_) => only(true, true),
    }
}

/// All that a scenario has, each with its name.
pub fn all(scenario: &Scenario) -> Vec<(String, Target)> {
    let mut named = Vec::new();
    of_quays(scenario, &mut named);
    of_ships(scenario, &mut named);
    of_land(scenario, &mut named);
    named
}

/// The names of all that a disruption of this scenario may be of.
pub fn disruptable(scenario: &Scenario) -> Vec<String> {
    all(scenario).into_iter().map(|(name, _)| name).collect()
}

fn of_quays(scenario: &Scenario, named: &mut Vec<(String, Target)>) {
    for index in 0..scenario.quays() {
        let quay = QuayId(index as u16);
        let kind = match scenario.owner(quay) {
            QuayOwner::Terminal(_) => "terminal",
            QuayOwner::Berth(_) => "berth",
            QuayOwner::FerryPort(_) => "ferry-port",
            QuayOwner::CarTerminal(_) => "car-terminal",
            QuayOwner::TankFarm(_) => "tank-farm",
            QuayOwner::BulkTerminal(_) => "bulk-terminal",
        };
        named.push((format!("{kind}.{}.quay", scenario.quay_name(quay)), Target::Quay(quay)));
    }
    for (index, it) in scenario.terminals.iter().enumerate().filter(|(_, it)| it.quay.service_time.is_none()) {
        let mut add = |key: &str, part| {
            named.push((format!("terminal.{}.{key}", it.name), Target::Terminal(TerminalId(index as u16), part)));
        };
        add("cranes", TerminalPart::Cranes);
        add("yard-cranes", TerminalPart::YardCranes);
        add("transport", TerminalPart::Transport);
        if it.transport.battery.is_some() {
            add("chargers", TerminalPart::Chargers);
        }
        add("gate", TerminalPart::Gate);
        if it.rail.is_some() {
            add("rail", TerminalPart::RailCranes);
        }
    }
}

/// What ships need, and cargo that is in no boxes.
fn of_ships(scenario: &Scenario, named: &mut Vec<(String, Target)>) {
    let marine = [("pilots", MarinePart::Pilots), ("tugs", MarinePart::Tugs), ("mooring-gangs", MarinePart::MooringGangs)];
    named.extend(marine.map(|(key, part)| (format!("marine.{key}"), Target::Marine(part))));
    for (index, it) in scenario.ferry_ports.iter().enumerate().filter(|(_, it)| it.quay.service_time.is_none()) {
        let of = |part| Target::FerryPort(FerryPortId(index as u8), part);
        let parts = [
            ("trucks-per-day", FerryPart::Vehicles(Rolling::Truck)),
            ("trailers-per-day", FerryPart::Vehicles(Rolling::Trailer)),
            ("cars-per-day", FerryPart::Vehicles(Rolling::Car)),
            ("foot-passengers-per-day", FerryPart::Foot),
            ("booths", FerryPart::Booths),
            ("tugmasters", FerryPart::Tugmasters),
            ("import-booths", FerryPart::ImportBooths),
        ];
        named.extend(parts.map(|(key, part)| (format!("ferry-port.{}.{key}", it.name), of(part))));
    }
    for (index, it) in scenario.car_terminals.iter().enumerate() {
        let of = |part| Target::CarTerminal(CarTerminalId(index as u8), part);
        let parts = [
            ("drivers", CarPart::Drivers),
            ("pdi-bays", CarPart::PdiBays),
            ("truck-bays", CarPart::TruckBays),
            ("tracks", CarPart::Tracks),
        ];
        named.extend(parts.map(|(key, part)| (format!("car-terminal.{}.{key}", it.name), of(part))));
    }
    for (index, it) in scenario.tank_farms.iter().enumerate() {
        let of = |part| Target::TankFarm(TankFarmId(index as u8), part);
        let parts = [("lines", TankPart::Lines), ("truck-bays", TankPart::TruckBays)];
        named.extend(parts.map(|(key, part)| (format!("tank-farm.{}.{key}", it.name), of(part))));
    }
    for (index, it) in scenario.bulk_terminals.iter().enumerate() {
        let of = |part| Target::BulkTerminal(BulkTerminalId(index as u8), part);
        let parts = [("grabs", BulkPart::Grabs), ("truck-bays", BulkPart::TruckBays)];
        named.extend(parts.map(|(key, part)| (format!("bulk-terminal.{}.{key}", it.name), of(part))));
    }
    let services = scenario.services.iter().enumerate();
    named.extend(services.map(|(index, it)| (format!("service.{}", it.name), Target::Service(ServiceId(index as u16)))));
}

/// Roads, trucks, warehouses, factories, lines of rail and power.
fn of_land(scenario: &Scenario, named: &mut Vec<(String, Target)>) {
    for (index, it) in scenario.access_zones.iter().enumerate() {
        let of = |part| Target::AccessZone(AccessZoneId(index as u8), part);
        let parts = [
            ("weighbridges", ZonePart::Weighbridges),
            ("booths", ZonePart::Booths),
            ("scanners", ZonePart::Scanners),
            ("inspection-bays", ZonePart::Bays),
        ];
        named.extend(parts.map(|(key, part)| (format!("access-zone.{}.{key}", it.name), of(part))));
    }
    let roads = scenario.roads.roads.iter().enumerate();
    named.extend(roads.map(|(index, it)| (format!("road.{}", it.name), Target::Road(index as u16))));
    if scenario.haulage.is_some() {
        named.push(("haulage.tractors".to_owned(), Target::Haulage));
    }
    let drayages = scenario.drayages.iter().enumerate();
    named.extend(drayages.map(|(index, it)| (format!("drayage.{}", it.name), Target::Drayage(DrayageId(index as u8)))));
    let labour = scenario.labour.iter().enumerate();
    named.extend(labour.map(|(index, it)| (format!("labour.{}", it.name), Target::Labour(LabourId(index as u8)))));
    for (index, it) in scenario.warehouses.iter().enumerate() {
        let of = |part| Target::Warehouse(WarehouseId(index as u8), part);
        let parts = [
            ("gangs", WarehousePart::Gangs),
            ("docks-in", WarehousePart::DocksIn),
            ("docks-out", WarehousePart::DocksOut),
            ("trucks", WarehousePart::Trucks),
        ];
        let has = |(key, _): &(&str, WarehousePart)| *key != "trucks" || it.drayage.is_none();
        let parts = parts.into_iter().filter(has);
        named.extend(parts.map(|(key, part)| (format!("warehouse.{}.{key}", it.name), of(part))));
    }
    for (index, it) in scenario.factories.iter().enumerate() {
        let of = |part| Target::Factory(FactoryId(index as u8), part);
        named.push((format!("factory.{}", it.name), of(FactoryPart::Line)));
        named.push((format!("factory.{}.docks", it.name), of(FactoryPart::Docks)));
    }
    let lines = scenario.rail_lines.iter().enumerate();
    named.extend(lines.map(|(index, it)| (format!("rail-line.{}", it.name), Target::RailLine(RailLineId(index as u8)))));
    let feeders = scenario.feeders.iter().enumerate();
    named.extend(feeders.map(|(index, it)| (format!("feeder.{}", it.name), Target::Feeder(FeederId(index as u8)))));
}
