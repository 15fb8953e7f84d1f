//! A call at a port worked by hand, through scenario, ship, quay, crane and KPIs.
//!
//! ```text
//! 06:00  arrives; the berth, the pilot and the tug are free
//! 06:10  alongside; 15 min to make fast, the crane is assigned
//! 06:25  all fast; 30 min to the first lift, 4 min for the hatch
//! 06:59  lifts a box every 2 min
//! 07:01  the pause of the shift change, which began at 07:00, has 9 min left
//! 07:10  nine boxes more
//! 07:28  the hatch
//! 07:32  no box is left; 20 min to close, 15 min to let go
//! 08:07  sails
//! ```
//! Alongside 1 h 57 min, in port 2 h 7 min, 27 min from the first box to the last, the crane 67 min at the ship, 9 of them
//! in the pause; 200 m of ship and 15 m of gap on 300 m of quay for six days.

use super::berths::{column, loaded, outcome};
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Seen, Study, seen};

const SHIP: &str = include_str!("../own/ship.toml");

/// What is read off.
const KPIS: [&str; 8] = [
    "vessel_calls",
    "vessel_wait",
    "ship_turnaround",
    "gross_berth_hours",
    "cargo_ops_hours",
    "crane_rate_gross",
    "crane_lost.pause",
    "berth_occupancy",
];

/// One call.
pub fn ship(p: Params) -> Result<Vec<Study>, Fault> {
    let scenario = loaded(p, "own/ship.toml", SHIP)?;
    Ok(vec![Study::certain(move |streams| {
        let outcome = outcome(&scenario, streams);
        KPIS.map(|kpi| seen(kpi, Seen::exact(column(&outcome, &format!("t/{kpi}"))))).into()
    })])
}
