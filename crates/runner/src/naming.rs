//! KPIs by name, for people.

use crate::escape::printable;
use crate::number::grouped;
use darse_port::kpi::{Definition, quantile_level};

/// Does a name that a user typed mean this column? It may leave out the facility.
pub fn is_called(kpi: &str, typed: &str) -> bool {
    kpi == typed || kpi.rsplit_once('/').is_some_and(|(_, short)| short == typed)
}

/// Is there such a KPI at all, at whatever facility?
pub fn is_known(typed: &str, catalogue: &[Definition]) -> bool {
    let id = typed.rsplit('/').next().and_then(|short| short.split('.').next());
    catalogue.iter().any(|definition| Some(definition.id) == id)
}

/// What the mean of a column over replications estimates.
///
/// A quantile is taken within each replication, and the mean of these is another number than the quantile of all observations
/// pooled: in a queue at a load of 0.92 the pooled 95th percentile is 9 % above it.
pub fn estimand(kpi: &str) -> String {
    match kpi.rsplit_once('.').and_then(|(_, statistic)| quantile_level(statistic)) {
        Some(level) => {
            let percent = grouped(100.0 * level, 0);
            format!("mean over replications of each replication's {percent}th percentile, not the percentile of all pooled")
        }
        None => "mean over replications".to_owned(),
    }
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

    #[test]
    fn a_quantile_says_that_it_is_one_of_each_replication() {
        assert_eq!(estimand("tc3/vessel_wait"), "mean over replications");
        assert!(estimand("tc3/vessel_wait.p95").contains("each replication's 95th percentile"));
        assert!(estimand("tc3/dwell_time.transhipment_p90").contains("90th"));
        assert!(!estimand("tc3/dwell_time.import").contains("percentile"));
    }
}
