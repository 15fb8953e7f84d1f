//! The loads of the stations of a car terminal.

use super::{Load, hours, quay_share};
use crate::ids::QuayId;
use crate::scenario::{CallCargo, CarTerminalPlan, CarTrainPlan, FactoryPlan, Pattern, QuayOwner, Scenario, Service};

/// Cars an hour, by the way they move.
struct Flows {
    imports: f64,
    transhipped: f64,
    exports: f64,
    /// What ships can take.
    room: f64,
}

/// The loads of the stations of a car terminal.
pub fn car_loads(scenario: &Scenario, terminal: usize) -> Vec<Load> {
    let plan = &scenario.car_terminals[terminal];
    let quay = scenario.owners.iter().position(|owner| *owner == QuayOwner::CarTerminal(terminal)).expect("it has a quay");
    let quay = QuayId(quay as u16);
    let services: Vec<&Service> = scenario.services.iter().filter(|service| service.quay == quay).collect();
    let flows = flows(plan, terminal, &services, scenario);
    let by_ship = flows.exports + flows.transhipped;
    let rounds = (2.0 * flows.transhipped + flows.exports + flows.imports + trains(terminal, scenario)) / f64::from(plan.gang);
    let round_h = hours(plan.drive.mean() + plan.shuttle.mean());
    let stays = calls_of(&services, scenario).map(|(service, rate, loa_m)| {
        let papers = hours(plan.quay.start.mean() + plan.quay.end.mean());
        let share = if flows.room > 0.0 { (by_ship / flows.room).min(1.0) } else { 0.0 };
        let gangs = f64::from(plan.ship_gangs.min(plan.gangs()).max(1));
        let (unload, load) = cars_of(service);
        let cars = scenario.cargo_demand.cars * (unload + load * share);
        (rate, loa_m, papers + cars / f64::from(plan.gang) * round_h / gangs)
    });
    let waits_h = mean_wait_h(&services);
    let stock = by_ship * waits_h + flows.imports * hours(plan.dwell.mean());
    vec![
        Load::of(
            "room on ships",
            if by_ship > 0.0 { by_ship / flows.room } else { 0.0 },
            "raise `load`, or let ships come more often",
        ),
        Load::of("spaces", stock / f64::from(plan.spaces()), "add rows, or let ships come more often"),
        Load::of("drivers", rounds * round_h / f64::from(plan.gangs().max(1)), "raise `drivers`"),
        Load::of("quay", quay_share(&plan.quay, stays), "add a berth, or raise `ship-gangs`"),
    ]
}

/// Each service with its calls an hour and the length of its ships [m].
pub(super) fn calls_of<'a>(services: &'a [&Service], scenario: &'a Scenario) -> impl Iterator<Item = (&'a Service, f64, f64)> {
    services.iter().filter_map(|service| {
        let loa_m = match &service.pattern {
            Pattern::Liner { class, .. } | Pattern::Tramp { class, .. } => scenario.classes[*class].loa_m,
            Pattern::File(calls) => calls.iter().map(|call| call.loa_m).sum::<f64>() / calls.len().max(1) as f64,
        };
        Some((*service, service.calls_per_hour()?, loa_m))
    })
}

fn cars_of(service: &Service) -> (f64, f64) {
    match &service.cargo {
        CallCargo::Cars { unload, load, .. } => (unload.mean(), load.mean()),
        _ => (0.0, 0.0),
    }
}

/// Cars an hour by train: by timetable, and from factories.
fn trains(terminal: usize, scenario: &Scenario) -> f64 {
    let of = |it: &CarTrainPlan| it.trains.len() as f64 / 168.0 * it.cars.mean();
    let made = |it: &FactoryPlan| it.shifts.open_share() / hours(it.takt.as_seconds_f64());
    let factories = scenario.factories.iter().filter(|it| it.cars_to == Some(terminal));
    let by_timetable = scenario.car_terminals[terminal].trains.iter().map(of).sum::<f64>();
    scenario.cargo_demand.cars * by_timetable + factories.map(made).sum::<f64>()
}

fn flows(plan: &CarTerminalPlan, terminal: usize, services: &[&Service], scenario: &Scenario) -> Flows {
    let demand = scenario.cargo_demand.cars;
    let trucks = plan.truck_every.as_ref().map_or(0.0, |every| f64::from(plan.cars_per_truck) / hours(every.mean()));
    let mut flows = Flows { imports: 0.0, transhipped: 0.0, exports: demand * trucks + trains(terminal, scenario), room: 0.0 };
    for service in services {
        let CallCargo::Cars { transhipped, .. } = &service.cargo else { continue };
        let (rate, (unload, load)) = (service.calls_per_hour().unwrap_or(0.0) * demand, cars_of(service));
        flows.imports += rate * unload * (1.0 - transhipped);
        flows.transhipped += rate * unload * transhipped;
        flows.room += rate * load;
    }
    flows
}

/// A car waits for half an interval of its service, or a whole one where ships come by chance.
fn mean_wait_h(services: &[&Service]) -> f64 {
    let weigh = |service: &&Service| {
        let rate = service.calls_per_hour().unwrap_or(0.0);
        let (load, half) = (cars_of(service).1, if matches!(service.pattern, Pattern::Liner { .. }) { 0.5 } else { 1.0 });
        if rate > 0.0 { (rate * load, load * half) } else { (0.0, 0.0) }
    };
    let (volume, sum) = services.iter().map(weigh).fold((0.0, 0.0), |(v, s), (volume, stay)| (v + volume, s + stay));
    if volume > 0.0 { sum / volume } else { 0.0 }
}
