//! KPIs by name, for people.

use crate::escape::printable;
use darse_port::kpi::Definition;

/// Does a name that a user typed mean this column? It may leave out the facility.
pub fn is_called(kpi: &str, typed: &str) -> bool {
    kpi == typed || kpi.rsplit_once('/').is_some_and(|(_, short)| short == typed)
}

/// Is there such a KPI at all, at whatever facility?
pub fn is_known(typed: &str, catalogue: &[Definition]) -> bool {
    let id = typed.rsplit('/').next().and_then(|short| short.split('.').next());
    catalogue.iter().any(|definition| Some(definition.id) == id)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_leave_out_the_facility_but_not_the_statistic() {
        assert!(is_called("tc3/vessel_wait", "vessel_wait") && is_called("tc3/vessel_wait.p95", "tc3/vessel_wait.p95"));
        assert!(!is_called("tc3/vessel_wait.p95", "vessel_wait") && !is_called("tc3/vessel_wait", "tc4/vessel_wait"));
        let catalogue = darse_port::kpi::catalogue();
        assert!(is_known("tc3/vessel_wait.p95", catalogue) && !is_known("vessel_weight", catalogue));
    }
}
