//! Cars that no ship would ever take.

use super::Places;
use crate::scenario::diagnostic::Code;
use crate::scenario::read::Document;
use crate::scenario::{CallCargo, QuayOwner, Scenario, Service};

/// Each car has a service that takes it on.
pub fn check(scenario: &Scenario, document: &Document, places: &Places) {
    for (index, (plan, place)) in scenario.car_terminals.iter().zip(&places.car_terminals).enumerate() {
        let calls_here = |service: &&Service| scenario.owner(service.quay) == QuayOwner::CarTerminal(index);
        let takers = scenario.services.iter().filter(calls_here).filter(|service| takes(service)).count();
        if takers == 0 && (plan.truck_every.is_some() || !plan.trains.is_empty()) {
            let message = format!("cars come to {} by land, and no service takes any", plan.name);
            document.error_at(*place, Code::Inconsistent, message, "they would wait for ever: give a service a `load`");
        }
    }
    for (service, place) in scenario.services.iter().zip(&places.services) {
        let CallCargo::Cars { transhipped, .. } = service.cargo else { continue };
        let mut others = scenario.services.iter().filter(|other| other.quay == service.quay && other.name != service.name);
        if transhipped > 0.0 && !others.any(takes) {
            let message = format!("no other service takes what {} brings for transhipment", service.name);
            document.error_at(*place, Code::Inconsistent, message, "give another service a `load`, or leave `transhipped` out");
        }
    }
}

fn takes(service: &Service) -> bool {
    matches!(&service.cargo, CallCargo::Cars { load, .. } if load.mean() > 0.0)
        && service.calls_per_hour().is_some_and(|it| it > 0.0)
}
