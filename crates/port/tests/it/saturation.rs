//! Where more is asked for than a terminal can do, it does what it can: it does not stop.

use crate::workbench::{delivered, edited, scenario, value};
use darse_port::{Outcome, simulate};

/// A quarter of TC3 at so many times its demand, measured after another in which the anchorage fills.
fn tc3_at(volume: f64) -> Outcome {
    let text = edited(&delivered("tanger-med-tc3"), "horizon = \"52 weeks\"", "horizon = \"13 weeks\"");
    let text = edited(&text, "warm-up = \"4 weeks\"", "warm-up = \"13 weeks\"");
    simulate(&scenario(&format!("{text}\n[demand]\nvolume = {volume}\n")), 7, 0, false).unwrap()
}

/// At twice the demand the quay cannot keep up. Boxes are booked, and exports sent for, by when ships will have a berth, so
/// that the yard still turns over: it does not fill with boxes for ships that lie at anchor for months.
#[test]
fn at_twice_its_demand_tc3_works_at_capacity() {
    let (usual, twice) = (tc3_at(1.0), tc3_at(2.0));
    let more = |column: &str| value(&twice, column) / value(&usual, column);
    let throughput = more("tc3/throughput_quay_teu");
    assert!(throughput > 1.15 && throughput < 1.7, "{throughput} times the throughput");
    assert!(value(&twice, "tc3/berth_occupancy") > 80.0, "the quay is full");
    assert!(value(&twice, "tc3/vessel_wait") > 14.0 * 24.0, "ships lie at anchor for weeks");
    for flow in ["transhipment", "export"] {
        let dwell = more(&format!("tc3/dwell_time.{flow}"));
        assert!(dwell < 2.2, "{dwell} times the dwell of {flow} boxes");
    }
}
