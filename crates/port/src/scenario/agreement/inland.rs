//! The same for what lies inland: trucks that several share, factories, rail lines.

use crate::scenario::diagnostic::Code;
use crate::scenario::read::Table;
use crate::scenario::{FactoryPlan, PartPlan, Scenario, Supply, stability};
use darse_engine::SimDuration;

/// What has results of its own.
pub fn names(scenario: &Scenario) -> impl Iterator<Item = (&'static str, &String)> {
    let drayages = scenario.drayages.iter().map(|it| ("drayage", &it.name));
    let factories = scenario.factories.iter().map(|it| ("factory", &it.name));
    let rail_lines = scenario.rail_lines.iter().map(|it| ("rail-line", &it.name));
    drayages.chain(factories).chain(rail_lines)
}

/// Stocks that stop a line for ever, and what nobody uses.
pub fn check(scenario: &Scenario, t: &Table<'_>) {
    for plan in &scenario.factories {
        if plan.parts.len() > 200 {
            t.error("factory", Code::TooBig, format!("{} has more than 200 families of parts", plan.name), "");
        }
        for part in &plan.parts {
            let stuck = match part.by {
                Supply::Container { order_up_to, pipeline, .. } => order_up_to == 0 || pipeline == Some(0),
                Supply::Truck { .. } => plan.reorder_point(part, SimDuration::ZERO) == 0,
            };
            if stuck {
                let message = format!("{} of {} are never ordered", part.name, plan.name);
                t.error("factory", Code::Inconsistent, message, "its line would wait for ever: raise what it keeps in stock");
            }
            if u64::from(part.initial_stock) * u64::from(part.per_car) > u64::from(u32::MAX) {
                let message = format!("{} of {} are too many at the start", part.name, plan.name);
                t.error("factory", Code::TooBig, message, "lower `initial-stock`");
            }
            if let Supply::Container { order_up_to, pipeline: Some(pipeline), .. } = part.by
                && pipeline < order_up_to
            {
                let message = format!("the pipeline of {} of {} is below what is called from the terminal", part.name, plan.name);
                t.warn("factory", Code::Unusual, message, "raise `pipeline` above `order-up-to`");
            }
        }
    }
    for (index, drayage) in scenario.drayages.iter().enumerate() {
        let by_house = scenario.warehouses.iter().any(|it| it.drayage == Some(index));
        if !by_house && !scenario.factories.iter().any(|it| it.drayage == Some(index)) {
            t.warn("drayage", Code::Unused, format!("nobody uses the trucks of {}", drayage.name), "");
        }
    }
    for (index, line) in scenario.rail_lines.iter().enumerate() {
        let boxes = scenario.terminals.iter().any(|it| it.rail.as_ref().is_some_and(|rail| rail.line == Some(index)));
        let cars = scenario.car_terminals.iter().any(|it| it.line == Some(index));
        if !boxes && !cars && !scenario.factories.iter().any(|it| it.rail_line == Some(index)) {
            t.warn("rail-line", Code::Unused, format!("no train runs on {}", line.name), "");
        }
    }
}

/// Lines that will stop, and containers that nobody will call.
pub fn warn_of_supplies(scenario: &Scenario, t: &Table<'_>) {
    for (index, plan) in scenario.factories.iter().enumerate() {
        for (part, used) in stability::container_use(scenario, index) {
            warn_of_supply(plan, part, used, t);
        }
    }
}

/// The line uses this share of the containers with a family of parts that ships bring.
fn warn_of_supply(plan: &FactoryPlan, part: &PartPlan, used: f64, t: &Table<'_>) {
    let (line, part_name, percent) = (&plan.name, &part.name, 100.0 * used);
    if used > 0.98 {
        let message = format!("the line of {line} could use {percent:.0} % of the containers with {part_name} that ships bring");
        t.warn("factory", Code::Unstable, message, "it will stop for want of them: raise `import-share`");
    } else if let Supply::Container { pipeline: None, .. } = part.by {
        let message = format!("the line of {line} uses {percent:.0} % of the containers with {part_name} that ships bring");
        t.warn(
            "factory",
            Code::Unstable,
            message,
            "the others pile up in the terminal: lower `import-share`, or write `pipeline`",
        );
    }
}
