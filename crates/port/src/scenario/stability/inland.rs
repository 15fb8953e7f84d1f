//! The same for what lies inland: trucks that several share, factories, rail lines.

use super::{HAND_OVERS_S, Load, flows, hours};
use crate::facility::roads::Roads;
use crate::scenario::{FactoryPlan, PartPlan, Scenario, Service, Supply};

/// Laden import boxes an hour of a terminal.
fn laden_imports(scenario: &Scenario, terminal: usize) -> f64 {
    let services: Vec<&Service> = scenario.services.iter().filter(|service| service.quay.index() == terminal).collect();
    flows(&services, scenario.demand).imports() * (1.0 - scenario.boxes.empty)
}

/// Hours from the gate of a terminal to a house, one way, on empty roads where both stand on some.
fn drive_h(scenario: &Scenario, roads: &Roads, terminal: usize, road: Option<usize>, drive_s: f64) -> f64 {
    match (road, scenario.terminals[terminal].gate.road) {
        (Some(house), Some(gate)) => hours(roads.free_time(gate, house).as_seconds_f64()),
        _ => hours(drive_s),
    }
}

/// Containers or trucks an hour that a family of parts takes if the line never stops.
fn deliveries(scenario: &Scenario, plan: &FactoryPlan, part: &PartPlan) -> f64 {
    let twenty = scenario.boxes.twenty_foot;
    let units = twenty * f64::from(part.units_in(1)) + (1.0 - twenty) * f64::from(part.units_in(2));
    plan.cars_per_hour() * f64::from(part.per_car) / units
}

/// The load of a pool of trucks.
pub fn drayage_loads(scenario: &Scenario, drayage: usize) -> Vec<Load> {
    let (plan, roads) = (&scenario.drayages[drayage], Roads::new(&scenario.roads));
    let mut work = 0.0;
    for it in scenario.warehouses.iter().filter(|it| it.drayage == Some(drayage)) {
        let drive = drive_h(scenario, &roads, it.terminal, it.road, it.drive.mean());
        let containers = laden_imports(scenario, it.terminal) * it.import_share;
        work += containers * (2.0 * drive + hours(HAND_OVERS_S + it.unstuffing.mean()));
    }
    for it in scenario.factories.iter().filter(|it| it.drayage == Some(drayage)) {
        for part in &it.parts {
            let Supply::Container { terminal, import_share, .. } = part.by else { continue };
            let drive = drive_h(scenario, &roads, terminal, it.road, it.drive.mean());
            let containers = deliveries(scenario, it, part).min(laden_imports(scenario, terminal) * import_share);
            work += containers * (2.0 * drive + hours(HAND_OVERS_S + it.unloading.mean()));
        }
    }
    let at_work = plan.shifts.as_ref().map_or(f64::from(plan.trucks), |shifts| shifts.mean(plan.trucks));
    vec![Load::of("drayage trucks", work / at_work, "raise `trucks`, or its `shifts`")]
}

/// The load of a factory's docks.
pub fn factory_loads(scenario: &Scenario, factory: usize) -> Vec<Load> {
    let plan = &scenario.factories[factory];
    let all: f64 = plan.parts.iter().map(|part| deliveries(scenario, plan, part)).sum();
    vec![Load::of("docks", all * hours(plan.unloading.mean()) / f64::from(plan.docks), "raise `docks`")]
}

/// For each family that comes in containers the share that the line uses of those that ships bring; above 1 it stops.
pub fn container_use(scenario: &Scenario, factory: usize) -> impl Iterator<Item = (&PartPlan, f64)> {
    let plan = &scenario.factories[factory];
    plan.parts.iter().filter_map(move |part| {
        let Supply::Container { terminal, import_share, .. } = part.by else { return None };
        Some((part, deliveries(scenario, plan, part) / (laden_imports(scenario, terminal) * import_share)))
    })
}

/// The loads of a rail line. On a single track the wait for trains that come towards one is left out, so they are too low.
pub fn rail_line_loads(scenario: &Scenario, line: usize) -> Vec<Load> {
    let plan = &scenario.rail_lines[line];
    let rails = scenario.terminals.iter().filter_map(|it| it.rail.as_ref()).filter(|it| it.line == Some(line));
    let of_terminals: f64 = rails.map(|it| 2.0 * it.trains.len() as f64 / (7.0 * 24.0)).sum();
    let factories = scenario.factories.iter().filter(|it| it.rail_line == Some(line));
    let of_factories: f64 = factories.map(|it| it.cars_per_hour() / f64::from(it.batch)).sum();
    let runs = of_terminals + of_factories;
    let drawn = hours(plan.running.mean() + plan.shunting.mean());
    vec![
        Load::of("paths", 24.0 * runs / plan.paths_a_day() as f64, "shorten `headway`, or open it for longer"),
        Load::of("locomotives", runs * drawn / f64::from(plan.locomotives), "raise `locomotives`"),
    ]
}
