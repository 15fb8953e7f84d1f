//! KPIs that are named on the command line: refused before anything runs, if the scenarios have none of that name.

use crate::exit::Failure;
use crate::model::Model;
use crate::naming::{is_called, is_known};
use darse_port::Scenario;

/// Refuses a KPI that none of these scenarios has: there is none of that name, or it is of other kinds of facilities. `option` is what it was
/// named by, e.g. `--kpi`.
///
/// # Errors
/// If there is one.
pub(super) fn known<'a>(
    option: &str,
    kpis: impl IntoIterator<Item = &'a String>,
    scenarios: &[&Scenario],
    model: &Model,
) -> Result<(), Failure> {
    let has = |typed: &str| scenarios.iter().any(|it| (model.columns)(it).iter().any(|column| is_called(&column.id, typed)));
    let Some(unknown) = kpis.into_iter().find(|typed| !has(typed)) else { return Ok(()) };
    let why = if is_known(unknown, (model.catalogue)()) {
        "is no KPI of this scenario; nothing was run"
    } else {
        "is no KPI: `darse kpis` lists them"
    };
    Err(Failure::invalid(format!("{option}: `{unknown}` {why}")))
}
