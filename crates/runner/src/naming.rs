//! KPIs by name, for people.

use crate::escape::printable;
use darse_port::kpi::Definition;

/// The facility a column is of (empty for the zone) and what it is called, e.g. `Vessel waiting time, p95`.
pub fn facility_and_name(kpi: &str, definition: &str, catalogue: &[Definition]) -> (String, String) {
    let (facility, rest) = kpi.rsplit_once('/').unwrap_or(("", kpi));
    let statistic = rest.split_once('.').map(|(_, statistic)| statistic);
    let known = catalogue.iter().find(|it| it.id == definition);
    let name = match (known, statistic) {
        (Some(known), Some(statistic)) => format!("{}, {}", known.name, statistic.replace('_', " ")),
        (Some(known), None) => known.name.to_owned(),
        (None, _) => rest.to_owned(),
    };
    (printable(facility), printable(&name))
}
