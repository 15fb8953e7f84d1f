//! What is asked for is served.

use crate::workbench::{agree, delivered, edited, scenario, values};
use darse_port::Scenario;

/// TEU over the quay in the measured time, from the services alone: each discharged box that changes ship is lifted twice,
/// each import and each export box once.
fn demanded_teu(scenario: &Scenario) -> f64 {
    let hours = scenario.horizon.as_seconds_f64() / 3600.0;
    let lifts = scenario.services.iter().map(|service| {
        let (discharge, exports) = (service.discharge.mean(), service.exports.mean());
        service.calls_per_hour().unwrap() * hours * (discharge * (1.0 + service.transhipment) + exports)
    });
    lifts.sum::<f64>() * scenario.demand * scenario.boxes.teu_factor()
}

/// Ten weeks hold whole numbers of all intervals but one feeder's (8.3 days), so that calls in the measured time are a
/// matter of arithmetic too. In 52 weeks the scenario asks for 1,495,700 TEU; a single replication varies by 6,700 (the
/// numbers of boxes are drawn), of which one below 1,484,000 is no sign of loss.
#[test]
fn tc3_serves_what_its_services_bring() {
    let text = edited(&delivered("tanger-med-tc3"), "horizon = \"52 weeks\"", "horizon = \"10 weeks\"");
    let text = edited(&text, "warm-up = \"4 weeks\"", "warm-up = \"2 weeks\"");
    let tc3 = scenario(&text);
    agree("throughput", &values(&tc3, 12, "tc3/throughput_quay_teu"), demanded_teu(&tc3), 0.005);
}
