//! What gives first: the stations of a terminal side by side.
//!
//! Three things are known of each. What it is asked for, by arithmetic on the scenario; how busy it was, as measured; and what it would
//! help to have a quarter more of it, as measured, too, under the same random numbers. The last decides: a vehicle that waits
//! below a crane is busy and no bottleneck, and a quay is one long before it is full.

use super::limit::{Side, Watched};
use crate::results::Results;
use crate::statistics::paired::{Paired, holm, paired};
use darse_port::scenario::{TerminalPlan, in_id, loads};
use darse_port::{Scenario, scenario::Load};
use std::collections::BTreeMap;

/// How much more of a station is tried, rounded up to the next whole one (assumption: enough to see, not enough for another to take
/// its place).
pub const MORE: f64 = 0.25;

/// Chance that any station is said to help that does not.
const ALPHA: f64 = 0.05;

/// What a quarter more of a station does to the KPI of the limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Relief {
    /// The changes, as for `--set`.
    pub changes: Vec<String>,
    /// The KPI as it is, and with the change.
    pub paired: Paired,
    /// Holm's adjusted p-value over all stations.
    pub p_holm: f64,
    /// Shown to help.
    pub helps: bool,
}

/// One station at the crossing.
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// In the words of the scenario, e.g. "quay cranes".
    pub name: &'static str,
    /// Offered work over capacity [%], by arithmetic.
    pub asked: f64,
    /// From which share on it is called tight [%].
    pub tight_from: f64,
    /// How busy it was [%], where a KPI says so.
    pub measured: Option<f64>,
    /// What more of it does; `None` where there is no key for it, or the scenario with it is not allowed.
    pub relief: Option<Relief>,
}

/// The KPI that says how busy a station is.
fn busy_kpi(station: &str) -> Option<&'static str> {
    match station {
        "yard" => Some("yard_occupancy"),
        "quay cranes" => Some("crane_utilisation"),
        "quay" => Some("berth_occupancy"),
        "yard cranes" => Some("yard_crane_utilisation"),
        "vehicles" => Some("vehicle_utilisation"),
        _ => None,
    }
}

/// The changes that make a station larger, as keys below the terminal and their values; none if it is not of a kind that has a number.
pub fn enlarged(station: &str, plan: &TerminalPlan) -> Vec<(&'static str, String)> {
    let more = |count: u32| (f64::from(count) * (1.0 + MORE)).ceil().to_string();
    match station {
        "yard" => vec![("yard.blocks", more(plan.yard.blocks))],
        "quay cranes" => vec![("cranes.count", more(plan.cranes.count))],
        "quay" if plan.quay.berths.is_empty() => {
            vec![("quay.length", format!("{} m", (plan.quay.length_m * (1.0 + MORE)).ceil()))]
        }
        "yard cranes" => vec![("yard.crane.per-block", more(plan.yard.crane.per_block))],
        "vehicles" => vec![("transport.count", more(plan.transport.count))],
        "gate lanes" => vec![("gate.lanes-in", more(plan.gate.lanes_in)), ("gate.lanes-out", more(plan.gate.lanes_out))],
        "rail cranes" => plan.rail.iter().map(|rail| ("rail.cranes", more(rail.cranes))).collect(),
        "tracks" => plan.rail.iter().map(|rail| ("rail.tracks", more(rail.tracks))).collect(),
        _ => Vec::new(),
    }
}

/// The terminal that a facility is, by number.
pub fn terminal(scenario: &Scenario, facility: &str) -> Option<usize> {
    scenario.terminals.iter().position(|plan| in_id(&plan.name) == facility)
}

/// All stations of a terminal; `relieved` has what came of each that was made larger, with the changes.
pub fn stations(
    (scenario, terminal): (&Scenario, usize),
    watched: &Watched,
    as_it_is: &Results,
    mut relieved: BTreeMap<&'static str, (Vec<String>, Results)>,
) -> Vec<Station> {
    let station = |load: Load| Station {
        name: load.station,
        asked: 100.0 * load.share,
        tight_from: 100.0 * load.tight_from,
        measured: busy_kpi(load.station).and_then(|kpi| {
            let id = format!("{}/{kpi}", watched.facility);
            as_it_is.summaries.iter().find(|summary| summary.kpi == id)?.mean
        }),
        relief: relieved.remove(load.station).and_then(|(changes, results)| {
            let paired = paired(&pairs(watched, as_it_is, &results))?;
            let paired = if as_it_is.is_certain() && results.is_certain() { paired.known() } else { paired };
            Some(Relief { changes, paired, p_holm: 1.0, helps: false })
        }),
    };
    let mut stations: Vec<Station> = loads(scenario, terminal).into_iter().map(station).collect();
    let adjusted = holm(&reliefs(&mut stations).map(|relief| relief.paired.p).collect::<Vec<_>>());
    for (relief, p) in reliefs(&mut stations).zip(adjusted) {
        relief.p_holm = p;
        relief.helps = p <= ALPHA && gain(watched, relief) > 0.0;
    }
    let order = |it: &Station| it.relief.as_ref().map_or(f64::NEG_INFINITY, |relief| gain(watched, relief));
    stations.sort_by(|a, b| order(b).total_cmp(&order(a)).then((b.asked / b.tight_from).total_cmp(&(a.asked / a.tight_from))));
    stations
}

/// How far the KPI moves to the good side.
fn gain(watched: &Watched, relief: &Relief) -> f64 {
    if watched.side == Side::Above { -relief.paired.difference } else { relief.paired.difference }
}

fn reliefs(stations: &mut [Station]) -> impl Iterator<Item = &mut Relief> {
    stations.iter_mut().filter_map(|station| station.relief.as_mut())
}

/// The KPI in both, replication by replication.
fn pairs(watched: &Watched, first: &Results, second: &Results) -> Vec<(f64, f64)> {
    let value = |results: &Results| -> BTreeMap<u32, f64> {
        let values = results.replications.iter().filter_map(|it| Some((it.number, watched.value(&it.outcome.values)?)));
        values.collect()
    };
    let others = value(second);
    value(first).into_iter().filter_map(|(number, a)| Some((a, *others.get(&number)?))).collect()
}
