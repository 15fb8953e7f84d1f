//! The loads of the stations of a terminal for dry bulk and general cargo.

use super::cars::calls_of;
use super::{Load, hours, quay_share};
use crate::ids::QuayId;
use crate::scenario::{BulkTerminalPlan, CallCargo, QuayOwner, Scenario, Service};

/// The loads of the stations of a terminal.
pub fn bulk_loads(scenario: &Scenario, terminal: usize) -> Vec<Load> {
    let plan = &scenario.bulk_terminals[terminal];
    let quay = scenario.owners.iter().position(|owner| *owner == QuayOwner::BulkTerminal(terminal)).expect("it has a quay");
    let quay = QuayId(quay as u16);
    let services: Vec<&Service> = scenario.services.iter().filter(|service| service.quay == quay).collect();
    let demand = scenario.cargo_demand.bulk;
    let papers_h = hours(plan.quay.start.mean() + plan.quay.end.mean());
    let at_once = f64::from(plan.grabs_per_ship.min(plan.grabs));
    let stays = calls_of(&services, scenario).map(|(service, rate, loa_m)| {
        let (grab_h, conveyor_h) = work_h(plan, service);
        (rate, loa_m, papers_h + demand * (grab_h / at_once).max(conveyor_h))
    });
    let stays: Vec<_> = stays.collect();
    let sum = |of: fn((f64, f64)) -> f64| {
        demand * calls_of(&services, scenario).map(|(service, rate, _)| rate * of(work_h(plan, service))).sum::<f64>()
    };
    let mut loads = vec![
        Load::of("quay", quay_share(&plan.quay, stays.into_iter()), "add a berth, or raise `grabs-per-ship`"),
        Load::of("cranes", sum(|(grab_h, _)| grab_h) / f64::from(plan.grabs), "raise `grabs`"),
        Load::of("conveyor", sum(|(_, conveyor_h)| conveyor_h), "raise `conveyor-rate`"),
    ];
    let (mut fullest, mut bays, mut ships) = (0.0f64, 0.0f64, 0.0f64);
    for (index, it) in plan.commodities.iter().enumerate() {
        let of_it = |service: &&&Service| matches!(&service.cargo, CallCargo::Bulk { commodity, .. } if *commodity == index);
        let flow = |service: &&Service| {
            let CallCargo::Bulk { unload, load, .. } = &service.cargo else { return (0.0, 0.0) };
            let rate = 1000.0 * demand * service.calls_per_hour().unwrap_or(0.0);
            (rate * unload.mean(), rate * load.mean())
        };
        let (came, room) = services.iter().filter(of_it).map(flow).fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
        let brought = it.truck_every.as_ref().map_or(0.0, |every| demand * it.truck_load_kg as f64 / hours(every.mean()));
        fullest = fullest.max(came * hours(it.dwell.mean()) / it.capacity_kg as f64);
        bays = bays.max((came + brought) / it.truck_load_kg as f64 * hours(it.truck_loading.mean()) / f64::from(it.truck_bays));
        ships = ships.max(if brought > 0.0 { brought / room } else { 0.0 });
    }
    loads.push(Load::of("stores", fullest, "raise `capacity`, or shorten `dwell`"));
    loads.push(Load::of("truck bays", bays, "raise `truck-bays`"));
    loads.push(Load::of("room on ships", ships, "raise `load`, or let trucks bring less"));
    loads
}

/// Crane hours and conveyor hours of one call.
fn work_h(plan: &BulkTerminalPlan, service: &Service) -> (f64, f64) {
    let CallCargo::Bulk { commodity, unload, load } = &service.cargo else { return (0.0, 0.0) };
    let kg = 1000.0 * (unload.mean() + load.mean());
    match &plan.commodities[*commodity].piece {
        Some((piece, cycle)) => (kg / *piece as f64 * hours(cycle.mean()), 0.0),
        None => (kg / plan.grab_load_kg as f64 * hours(plan.cycle.mean()), kg / plan.conveyor_kg_h),
    }
}
