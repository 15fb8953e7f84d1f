//! Machines and repair crews.

use crate::verify::case::Case;
use crate::verify::model::repairs::{Shop, observe};
use crate::verify::model::unit::Unit;
use crate::verify::params::{Fault, Params};
use crate::verify::study::Study;

/// What is rarer is not to be had at 1 % and is not compared.
const RARE: f64 = 1e-3;

/// A finite source: M/M/r//N.
pub fn machines(case: &Case, p: Params) -> Result<Vec<Study>, Fault> {
    let (machines, crews) = (p.count("machines", 1)?, p.count("repair_crews", 1)?);
    let (up, repair) = (p.positive("MTBF_h")?, p.positive("MTTR_h")?);
    let unit = Unit::where_typical(repair);
    let (up_time, law) = (p.made("MTBF_h", unit.exponential(up))?, p.made("MTTR_h", unit.exponential(repair))?);
    let shop = Shop { up_time, repair: law, machines, crews };
    // The shop forgets in the time that a machine takes to fail, or all of them to be repaired.
    let warm_up = 20.0 * (up + repair * f64::from(machines));
    let length = (10.0 * warm_up).max(20_000.0 * (up + repair) / f64::from(machines));
    let rare = case.expects("P_all_down").is_some_and(|p| p < RARE);
    Ok(vec![Study::new(0.0, move |streams| {
        let mut row = observe(&shop, unit, warm_up, length, streams);
        row.retain(|(name, _)| !(rare && name == "P_all_down"));
        row
    })])
}
