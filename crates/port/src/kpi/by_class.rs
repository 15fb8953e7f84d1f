//! KPIs of the ships of a container terminal, class by class: the class is the statistic, as in `tc4/ship_turnaround.ulcv`.

use super::definition::{Column, Definition};
use super::ship_meter::{ShipMeter, Visit, classes_at};
use super::{quay, ships};
use crate::ids::QuayId;
use crate::scenario::{Scenario, in_id};

/// A definition, and its value for the ships of a class.
type ByClass = (Definition, fn(&ShipMeter, u16) -> Option<f64>);

const KPIS: [ByClass; 4] = [
    (ships::VESSEL_CALLS, |m, class| Some(m.arrived().filter(|visit| visit.class == class).count() as f64)),
    (ships::TURNAROUND, |m, class| ships::turnaround(sailed(m, class))),
    (ships::WAIT_SERVICE, |m, class| ships::wait_service(m, || sailed(m, class))),
    (quay::CRANES_PER_SHIP, |m, class| quay::cranes_per_ship(|| sailed(m, class))),
];

fn sailed(meter: &ShipMeter, class: u16) -> impl Iterator<Item = &Visit> {
    meter.sailed().filter(move |visit| visit.class == class)
}

/// Of a container terminal.
pub(super) fn columns(scenario: &Scenario, terminal: &str, quay: QuayId) -> Vec<Column> {
    let names = classes_at(scenario, quay).into_iter().map(|class| in_id(&scenario.classes[usize::from(class)].name));
    let each = names.flat_map(|class| KPIS.iter().map(move |(it, _)| (it, class.clone())));
    each.map(|(it, class)| Column::of(format!("{}/{}.{class}", in_id(terminal), it.id), it)).collect()
}

/// Their values, in the same order.
pub(super) fn values(meter: &ShipMeter) -> Vec<Option<f64>> {
    meter.classes.iter().flat_map(|class| KPIS.iter().map(|(_, value)| value(meter, *class))).collect()
}
