//! Stores that one side fills against the other.

use super::Places;
use crate::scenario::diagnostic::{Code, grouped};
use crate::scenario::read::Document;
use crate::scenario::{CallCargo, QuayOwner, Scenario, Service};

/// Where trucks bring what ships bring as well, they leave room for a ship.
pub fn warn_of_stores(scenario: &Scenario, document: &Document, places: &Places) {
    for (index, (plan, place)) in scenario.bulk_terminals.iter().zip(&places.bulk_terminals).enumerate() {
        let calls_here = |service: &&Service| scenario.owner(service.quay) == QuayOwner::BulkTerminal(index);
        let services: Vec<&Service> = scenario.services.iter().filter(calls_here).collect();
        for (which, it) in plan.commodities.iter().enumerate().filter(|(_, it)| it.truck_every.is_some()) {
            let brings = |service: &&Service| match &service.cargo {
                CallCargo::Bulk { commodity, unload, .. } if *commodity == which => unload.mean() * scenario.cargo_demand.bulk,
                _ => 0.0,
            };
            let most = services.iter().map(brings).fold(0.0, f64::max);
            if 1000.0 * most > it.kept_for_ships_kg as f64 {
                let message = format!(
                    "trucks may fill the store of {} at {}, and a ship that brings {} t would wait for room while nothing leaves",
                    it.name,
                    plan.name,
                    grouped(most)
                );
                let help = format!("write `kept-for-ships` under `[bulk-terminal.{}.commodity.{}]`", plan.name, it.name);
                document.warn_at(*place, Code::Unusual, message, help);
            }
        }
    }
}
