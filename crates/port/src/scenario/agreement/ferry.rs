//! What a ferry port is asked for that no ramp gives.

use super::Places;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::Code;
use crate::scenario::read::Document;
use crate::scenario::stability::{ferry_calls, ramp_h};

/// Warns of ferries that unload for longer than they stay.
pub fn check(scenario: &Scenario, document: &Document, places: &Places) {
    for (index, (plan, place)) in scenario.ferry_ports.iter().zip(&places.ferry_ports).enumerate() {
        for (service, ferry, _) in ferry_calls(scenario, index) {
            let unloading = ramp_h(plan, ferry) * 60.0;
            let stay = ferry.stay.as_seconds_f64() / 60.0;
            if unloading > stay {
                let message = format!("{} unloads for {unloading:.0} min and stays {stay:.0} min: nothing boards", service.name);
                document.warn_at(*place, Code::Unusual, message, "raise `stay`, or lower what its calls bring");
            }
        }
    }
}
