//! Whether ferry ports and access zones can do what they are asked to, on a mean day of their busiest month.

use super::{Places, overloads};
use crate::facility::ferry_port::Rolling;
use crate::scenario::diagnostic::Code;
use crate::scenario::ferry_port::Ferry;
use crate::scenario::quay::QuayOwner;
use crate::scenario::read::Document;
use crate::scenario::service::Service;
use crate::scenario::stability::Load;
use crate::scenario::{FerryPortPlan, Scenario};
use darse_engine::Variate;

/// Warns of stations whose queues grow or are long.
pub fn warn_of_full_stations(scenario: &Scenario, document: &Document, places: &Places) {
    for (index, (plan, place)) in scenario.ferry_ports.iter().zip(&places.ferry_ports).enumerate() {
        let calls = calls(scenario, index);
        for (message, help) in overloads(&plan.name, loads(plan, &calls)) {
            document.warn_at(*place, Code::Unstable, message, help);
        }
        for (service, ferry, _) in &calls {
            let unloading = ramp_h(plan, ferry) * 60.0;
            let stay = ferry.stay.as_seconds_f64() / 60.0;
            if unloading > stay {
                let message = format!("{} unloads for {unloading:.0} min and stays {stay:.0} min: nothing boards", service.name);
                document.warn_at(*place, Code::Unusual, message, "raise `stay`, or lower what its calls bring");
            }
        }
    }
    for (index, plan) in scenario.access_zones.iter().enumerate() {
        let trucks = trucks_through(scenario, index);
        let station = |share: f64, time: &Variate, count: u32| trucks * share * time.mean() / 3600.0 / f64::from(count);
        let loads = vec![
            Load::of("weighbridges", station(1.0, &plan.weighing, plan.weighbridges), "raise `weighbridges`"),
            Load::of("booths", station(1.0, &plan.documents, plan.booths), "raise `booths`"),
            Load::of("scanners", station(plan.scanned, &plan.scan, plan.scanners), "raise `scanners`"),
            Load::of("bays", station(plan.inspected, &plan.inspection, plan.inspection_bays), "raise `inspection-bays`"),
        ];
        for (message, help) in overloads(&plan.name, loads) {
            document.warn_at(places.access_zones[index], Code::Unstable, message, help);
        }
    }
}

/// The services of a ferry port, what their ships are, and calls an hour.
fn calls(scenario: &Scenario, port: usize) -> Vec<(&Service, &Ferry, f64)> {
    let of_port = scenario.services.iter().filter(|it| scenario.owner(it.quay) == QuayOwner::FerryPort(port));
    of_port.filter_map(|it| Some((it, it.ferry.as_ref()?, it.calls_per_hour()?))).collect()
}

/// Hours that what a call brings takes the ramp.
fn ramp_h(plan: &FerryPortPlan, ferry: &Ferry) -> f64 {
    Rolling::ALL.iter().map(|kind| ferry.brings[*kind as usize].mean() * plan.ramp(*kind).mean() / 3600.0).sum()
}

fn loads(plan: &FerryPortPlan, calls: &[(&Service, &Ferry, f64)]) -> Vec<Load> {
    let per_hour = |kind: Rolling| plan.per_day[kind as usize] / 24.0 * plan.season_of(kind).peak();
    let [trucks, trailers, cars] = Rolling::ALL.map(per_hour);
    let landed = |kind: Rolling| -> f64 {
        plan.season_of(kind).peak() * calls.iter().map(|(_, it, rate)| rate * it.brings[kind as usize].mean()).sum::<f64>()
    };
    let room = |of: fn(&Ferry) -> u32| calls.iter().map(|(_, it, rate)| rate * f64::from(of(it))).sum::<f64>();
    let share = |asked: f64, room: f64| if asked > 0.0 { asked / room } else { 0.0 };
    let all_landed: f64 = Rolling::ALL.into_iter().map(landed).sum();
    let tows = (trailers + landed(Rolling::Trailer)) * (plan.tow.mean() + plan.ramp_truck.mean()) / 3600.0;
    let booths = (trucks + trailers + cars) * plan.check.mean() / 3600.0 / f64::from(plan.booths);
    let import_booths = all_landed * plan.import_check.mean() / 3600.0 / f64::from(plan.import_booths);
    vec![
        Load::of("truck decks", share(trucks + trailers, room(|it| it.truck_capacity)), "let ferries call more often"),
        Load::of("car decks", share(cars, room(|it| it.car_capacity)), "let ferries call more often"),
        Load::of("booths", booths, "raise `booths`"),
        Load::of("import booths", import_booths, "raise `import-booths`"),
        Load::of("tugmasters", tows / f64::from(plan.tugmasters), "raise `tugmasters`"),
    ]
}

/// Trucks an hour through an access zone, those of warehouses apart.
fn trucks_through(scenario: &Scenario, zone: usize) -> f64 {
    let ports = scenario.ferry_ports.iter().filter(|it| it.access_zone == Some(zone));
    let of_ports: f64 = ports.map(|it| (it.per_day[0] + it.per_day[1]) / 24.0 * it.truck_season.peak()).sum();
    let exports = |terminal: usize| -> f64 {
        let services = scenario.services.iter().filter(|it| it.quay.index() == terminal);
        services.map(|it| it.calls_per_hour().unwrap_or(0.0) * it.exports.mean() * scenario.demand).sum()
    };
    let terminals = scenario.terminals.iter().enumerate().filter(|(_, it)| it.gate.access_zone == Some(zone));
    of_ports + terminals.map(|(terminal, _)| exports(terminal)).sum::<f64>()
}
