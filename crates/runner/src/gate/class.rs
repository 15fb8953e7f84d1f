//! How much each KPI matters to the gate, and which way is better.

use serde::{Deserialize, Serialize};

/// What a change of a KPI means for the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// A change fails the check.
    Gate,
    /// Shown, never fails.
    Watch,
    /// Any other bit fails the check.
    Exact,
}

/// Which way a KPI is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither: any change is one.
    Neither,
}

/// The KPIs of a facility that gate unless others are named, by the part of the id behind the facility: what an operator signs
/// for, and, in the second half, what each link of the chain does by itself. Rates and times of whole chains hardly move when
/// one link does, and vary from replication to replication: at TC3 over four weeks, +1 % on every lift moves the crane rate by
/// 0.6 %, a quarter of its standard deviation, and the cycle by 1 %, nine of its own.
const GATE: [&str; 19] = [
    "throughput_quay_teu",
    "ship_turnaround",
    "berth_occupancy",
    "crane_rate_gross",
    "crane_rate_net",
    "yard_occupancy",
    "dwell_time.import",
    "dwell_time.export",
    "rehandles_per_retrieval",
    "vehicle_utilisation",
    "truck_queue_time",
    "truck_terminal_time",
    // ---- one link each ----
    "marine_wait.tugs",
    "crane_cycle",
    "crane_lost.repair",
    "crane_lost.pause",
    "yard_crane_cycle",
    "truck_queue_time.p95",
    "truck_drive",
];

/// The tolerance of a KPI that nobody gave one, as a share of its mean: no change within 0.2 % matters to anybody (assumption), and
/// what varies from replication to replication by more than half a per cent is given 0.4 of its coefficient of variation. With
/// that, 256 replications call it equivalent in 95 of 100 checks even where all random numbers are others. The difference of two
/// means then has a standard error of 0.088 of that coefficient, of which 1.9 are taken off for the test: a difference of
/// 0.23 remains, 2.6 standard errors, and of 0.19 if the recorded coefficient came out a tenth too small.
pub fn usual_tolerance(coefficient_of_variation: f64) -> f64 {
    let tolerance = (0.4 * coefficient_of_variation).max(0.002);
    (tolerance * 1e5).ceil() / 1e5
}

const HIGHER: [&str; 8] = [
    "throughput_quay_teu",
    "throughput_terminal_teu",
    "calls_served",
    "berth_productivity",
    "crane_rate_gross",
    "crane_rate_net",
    "schedule_reliability",
    "direct_berthing_rate",
];

const LOWER: [&str; 16] = [
    "vessel_wait",
    "ship_turnaround",
    "wait_service_ratio",
    "delayed_share",
    "gross_berth_hours",
    "cargo_ops_hours",
    "rolled_share",
    "rehandles_per_retrieval",
    "rehandle_ratio",
    "truck_queue_time",
    "truck_terminal_time",
    "truck_visit_time",
    "marine_wait",
    "crane_cycle",
    "crane_lost",
    "yard_crane_cycle",
];

/// The class of a KPI that nobody said anything about: the zone's sums over facilities are watched.
pub fn usual(id: &str) -> Class {
    let gates = id.rsplit_once('/').is_some_and(|(_, short)| GATE.contains(&short));
    if gates { Class::Gate } else { Class::Watch }
}

/// Which way a KPI is better.
pub fn better(definition: &str) -> Better {
    match definition {
        it if HIGHER.contains(&it) => Better::Higher,
        it if LOWER.contains(&it) => Better::Lower,
        _ => Better::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_of_the_catalogue() {
        let known: Vec<&str> = darse_port::kpi::catalogue().iter().map(|definition| definition.id).collect();
        let named = GATE.iter().chain(&HIGHER).chain(&LOWER);
        let plain = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
        let unknown: Vec<&&str> = named.filter(|id| !known.contains(&plain(id).as_str())).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
