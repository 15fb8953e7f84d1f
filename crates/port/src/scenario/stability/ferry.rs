//! The loads of the stations of ferry ports and access zones.

use super::{Load, PartOfYear, hours};
use crate::facility::ferry_port::Rolling;
use crate::scenario::ferry_port::Ferry;
use crate::scenario::quay::QuayOwner;
use crate::scenario::service::Service;
use crate::scenario::{FerryPortPlan, Scenario};
use darse_engine::Variate;

/// The services of a ferry port, what their ships are, and calls an hour.
pub fn ferry_calls(scenario: &Scenario, port: usize) -> Vec<(&Service, &Ferry, f64)> {
    let of_port = scenario.services.iter().filter(|it| scenario.owner(it.quay) == QuayOwner::FerryPort(port));
    of_port.filter_map(|it| Some((it, it.ferry.as_ref()?, it.calls_per_hour()?))).collect()
}

/// Hours that what a call brings takes the ramp.
pub fn ramp_h(plan: &FerryPortPlan, ferry: &Ferry) -> f64 {
    Rolling::ALL.iter().map(|kind| hours(ferry.brings[*kind as usize].mean() * plan.ramp(*kind).mean())).sum()
}

/// The loads of the stations of a ferry port.
pub fn ferry_loads(scenario: &Scenario, port: usize, part: PartOfYear) -> Vec<Load> {
    let (plan, calls) = (&scenario.ferry_ports[port], ferry_calls(scenario, port));
    let factor = |kind: Rolling| part.factor(plan.season_of(kind));
    let [trucks, trailers, cars] = Rolling::ALL.map(|kind| plan.per_day[kind as usize] / 24.0 * factor(kind));
    let landed =
        |kind: Rolling| factor(kind) * calls.iter().map(|(_, it, rate)| rate * it.brings[kind as usize].mean()).sum::<f64>();
    let room = |of: fn(&Ferry) -> u32| calls.iter().map(|(_, it, rate)| rate * f64::from(of(it))).sum::<f64>();
    let share = |asked: f64, room: f64| if asked > 0.0 { asked / room } else { 0.0 };
    let all_landed: f64 = Rolling::ALL.into_iter().map(landed).sum();
    let tows = (trailers + landed(Rolling::Trailer)) * hours(plan.tow.mean() + plan.ramp_truck.mean());
    let booths = (trucks + trailers + cars) * hours(plan.check.mean()) / f64::from(plan.booths);
    let import_booths = all_landed * hours(plan.import_check.mean()) / f64::from(plan.import_booths);
    vec![
        Load::of("truck decks", share(trucks + trailers, room(|it| it.truck_capacity)), "let ferries call more often"),
        Load::of("car decks", share(cars, room(|it| it.car_capacity)), "let ferries call more often"),
        Load::of("booths", booths, "raise `booths`"),
        Load::of("import booths", import_booths, "raise `import-booths`"),
        Load::of("tugmasters", tows / f64::from(plan.tugmasters), "raise `tugmasters`"),
    ]
}

/// The loads of the stations of an access zone.
pub fn access_zone_loads(scenario: &Scenario, zone: usize, part: PartOfYear) -> Vec<Load> {
    let plan = &scenario.access_zones[zone];
    let trucks = trucks_through(scenario, zone, part);
    let station = |share: f64, time: &Variate, count: u32| trucks * share * hours(time.mean()) / f64::from(count);
    vec![
        Load::of("weighbridges", station(1.0, &plan.weighing, plan.weighbridges), "raise `weighbridges`"),
        Load::of("booths", station(1.0, &plan.documents, plan.booths), "raise `booths`"),
        Load::of("scanners", station(plan.scanned, &plan.scan, plan.scanners), "raise `scanners`"),
        Load::of("bays", station(plan.inspected, &plan.inspection, plan.inspection_bays), "raise `inspection-bays`"),
    ]
}

/// Trucks an hour through an access zone, those of warehouses apart.
fn trucks_through(scenario: &Scenario, zone: usize, part: PartOfYear) -> f64 {
    let ports = scenario.ferry_ports.iter().filter(|it| it.access_zone == Some(zone));
    let of_ports: f64 = ports.map(|it| (it.per_day[0] + it.per_day[1]) / 24.0 * part.factor(&it.truck_season)).sum();
    let exports = |terminal: usize| -> f64 {
        let services = scenario.services.iter().filter(|it| it.quay.index() == terminal);
        services.map(|it| it.calls_per_hour().unwrap_or(0.0) * it.exports.mean() * scenario.demand).sum()
    };
    let terminals = scenario.terminals.iter().enumerate().filter(|(_, it)| it.gate.access_zone == Some(zone));
    of_ports + terminals.map(|(terminal, _)| exports(terminal)).sum::<f64>()
}
