//! Whether trucks get everywhere: between any two places that facilities name, and where trucks from outside come from.

use crate::facility::roads::Roads;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Code;
use crate::scenario::read::Table;

/// A truck that no road leads to its place would be there at once.
pub fn check(scenario: &Scenario, t: &Table<'_>) {
    let roads = Roads::new(&scenario.roads);
    let places = named(scenario);
    let apart = places.iter().find_map(|from| {
        let to = places.iter().find(|to| !roads.connects(*from, **to))?;
        Some((*from, *to))
    });
    if let Some((from, to)) = apart {
        let [from, to] = [from, to].map(|place| &scenario.roads.places[place]);
        let help = "trucks drive both ways between all places that facilities name and those in `origins`: add a `[road.NAME]`";
        t.error("road", Code::Inconsistent, format!("no road leads from {from} to {to}"), help);
    }
}

/// Places that facilities name, and origins.
fn named(scenario: &Scenario) -> Vec<usize> {
    let gates = scenario.terminals.iter().filter_map(|it| it.gate.road);
    let zones = scenario.access_zones.iter().filter_map(|it| it.road);
    let ferries = scenario.ferry_ports.iter().filter_map(|it| it.road);
    let cars = scenario.car_terminals.iter().filter_map(|it| it.road);
    let tanks = scenario.tank_farms.iter().filter_map(|it| it.road);
    let bulk = scenario.bulk_terminals.iter().filter_map(|it| it.road);
    let inland = scenario.warehouses.iter().filter_map(|it| it.road).chain(scenario.factories.iter().filter_map(|it| it.road));
    let origins = scenario.roads.origins.iter().map(|(place, _)| *place);
    gates.chain(zones).chain(ferries).chain(cars).chain(tanks).chain(bulk).chain(inland).chain(origins).collect()
}
