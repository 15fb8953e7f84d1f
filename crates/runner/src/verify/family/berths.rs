//! Berths of a port scenario, each with a plain service time: the queue of the port-planning tables.

use crate::verify::model::unit::Window;
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Seen, Study, seen};
use darse_port::scenario::Files;
use darse_port::{Outcome, Scenario, load, simulate};

/// Scenarios of verification name no file.
struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        Err(format!("`{path}`: a case has no files"))
    }
}

/// Ships come by a law, and stay at one of several berths for an hour in the mean; times of the window are hours, too.
fn scenario(berths: u32, utilisation: f64, arrivals: u32, service: u32, window: Window) -> String {
    let law = |k: u32, mean: f64| match k {
        1 => format!("{{ exponential = {{ mean = \"{mean} h\" }} }}"),
        k => format!("{{ erlang = {{ k = {k}, mean = \"{mean} h\" }} }}"),
    };
    let between = law(arrivals, 1.0 / (utilisation * f64::from(berths)));
    let places = vec!["\"300 m\""; berths as usize].join(", ");
    format!(
        r#"
horizon = "{:.0} h"
warm-up = "{:.0} h"
weather.wind = "0 m/s"
marine = {{ inbound = "0 s", from-outside = "0 s", outbound = "0 s", channel-depth = "30 m" }}
vessel-class.tramp = {{ loa = "200 m", draught = "10 m", pilot = false, tugs = 0 }}

[terminal.T.quay]
length = "{} m"
berths = [{places}]
policy = "first-come"
mooring = "0 s"
unmooring = "0 s"
start = "0 s"
end = "0 s"
service-time = {}

[service.tramps]
terminal = "T"
kind = "tramp"
class = "tramp"
between = {between}
discharge = 0
exports = 0
"#,
        window.length,
        window.warm_up,
        300 * berths,
        law(service, 1.0)
    )
}

/// A value of a terminal's column.
pub fn column(outcome: &Outcome, name: &str) -> f64 {
    let place = outcome.columns.iter().position(|column| column.id == name);
    place.and_then(|place| outcome.values[place]).unwrap_or(0.0)
}

/// What one replication of a scenario comes to.
pub fn outcome(scenario: &Scenario, streams: darse_engine::Streams) -> Outcome {
    let seed = streams.seed();
    simulate(scenario, seed, streams.replication(), false).expect("invariants are not looked at")
}

/// A scenario from its text, for which a parameter is answerable.
pub fn loaded(p: Params, name: &str, text: &str) -> Result<Scenario, Fault> {
    let loaded = load("verify.toml", text, &mut NoFiles);
    let said: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
    loaded.scenario.ok_or_else(|| p.fault(name, &format!("makes no scenario: {}", said.join("; "))))
}

/// A cell of the table: mean wait in units of the mean service time, and occupancy.
pub fn table(p: Params) -> Result<Vec<Study>, Fault> {
    /// Cells below this are told with an absolute error.
    const SMALL: f64 = 1e-3;
    /// The longest horizon of a scenario, ten years [h].
    const LONGEST_H: f64 = 87_360.0;
    let (berths, utilisation) = (p.count("berths", 1)?, p.stable(p.positive("utilisation")?)?);
    // A call through the port costs as much as dozens of customers of a plain queue, and no law here has a long tail: the more and
    // the shorter the replications, the more a pilot of some of them knows.
    let rate = utilisation * f64::from(berths);
    let Window { warm_up, .. } = Window::of_queue(utilisation, berths, rate, 1.0);
    let window = Window { warm_up, length: (5.0 * warm_up).max(5_000.0 / rate).min(LONGEST_H) };
    let text = scenario(berths, utilisation, p.phases("arrival")?, p.phases("service")?, window);
    let scenario = loaded(p, "utilisation", &text)?;
    let study = Study::new(utilisation, move |streams| {
        let outcome = outcome(&scenario, streams);
        let calls = column(&outcome, "t/vessel_calls");
        vec![
            seen("Wq_over_S", Seen::Ratio(column(&outcome, "t/vessel_wait") * calls, calls)),
            seen("berth_occupancy", Seen::value(column(&outcome, "t/berth_occupancy") / 100.0)),
        ]
    });
    Ok(vec![study.floor(SMALL)])
}
