//! Where the model is a textbook queue, it gives the textbook's numbers.

use crate::workbench::{agree, each, outcomes, scenario, value, values};
use darse_port::simulate;

/// Mean wait in the line of M/M/c, in units of the mean service: Erlang's C, e.g. Gross et al., Fundamentals of Queueing
/// Theory, 2.4.
fn erlang_wait(servers: u32, load: f64) -> f64 {
    let c = f64::from(servers);
    let mut term = 1.0;
    let mut sum = 0.0;
    for n in 0..servers {
        sum += term;
        term *= load / f64::from(n + 1);
    }
    let waiting = term * c / (c - load);
    waiting / (sum + waiting) / (c - load)
}

/// Tramps with exponential times between them at `berths` berths with an exponential service time of 1 h.
fn berths(count: u32, between: &str) -> String {
    let berths = vec!["\"300 m\""; count as usize].join(", ");
    format!(
        r#"
horizon = "104 weeks"
warm-up = "4 weeks"
weather.wind = "0 m/s"
marine = {{ pilots = 500, tugs = 500, inbound = "0 s", from-outside = "0 s", outbound = "0 s", channel-depth = "30 m" }}
vessel-class.tramp = {{ loa = "200 m", draught = "10 m" }}

[terminal.T.quay]
length = "{} m"
berths = [{berths}]
policy = "first-come"
mooring = "0 s"
unmooring = "0 s"
start = "0 s"
end = "0 s"
service-time = {{ exponential = {{ mean = "1 h" }} }}

[service.tramps]
terminal = "T"
kind = "tramp"
class = "tramp"
between = {{ exponential = {{ mean = "{between}" }} }}
discharge = 0
exports = 0
"#,
        300 * count
    )
}

#[test]
fn one_berth_is_m_m_1() {
    let waits = values(&scenario(&berths(1, "100 min")), 16, "t/vessel_wait");
    agree("M/M/1", &waits, erlang_wait(1, 0.6), 0.02);
    assert!((erlang_wait(1, 0.6) - 1.5).abs() < 1e-12);
}

#[test]
fn two_berths_are_m_m_2() {
    let runs = outcomes(&scenario(&berths(2, "40 min")), 16);
    agree("M/M/2", &each(&runs, "t/vessel_wait"), erlang_wait(2, 1.5), 0.02);
    agree("occupancy is the load", &each(&runs, "t/berth_occupancy"), 75.0, 0.01);
    // Two servers in closed form: load² / (4 − load²).
    assert!((erlang_wait(2, 1.5) - 1.5 * 1.5 / (4.0 - 1.5 * 1.5)).abs() < 1e-12);
}

/// Little's law, L = λ W: ships in the port, seen over time, against arrivals and their time in port.
#[test]
fn ships_in_port_are_arrivals_times_their_time_in_port() {
    let hello = scenario(&crate::workbench::delivered("hello"));
    for replication in 0..4 {
        let outcome = simulate(&hello, 7, replication, false).unwrap();
        let picture = &outcome.pictures.terminals[0];
        let days = hello.horizon.as_seconds_f64() / 86_400.0;
        let inside = |arrived: f64, left: f64| (left.min(days) - arrived.max(0.0)).max(0.0);
        let seen: f64 = picture.berths.iter().map(|stay| inside(stay.arrived, stay.left)).sum::<f64>() / days;
        let (calls, time_in_port) = (value(&outcome, "hello/vessel_calls"), value(&outcome, "hello/ship_turnaround"));
        let expected = calls / days * time_in_port / 24.0;
        // A ship that is there at the beginning or at the end counts on one side only: at most one in 23.
        assert!((seen / expected - 1.0).abs() < 1.5 / calls, "{seen} against {expected}");
        let waiting: f64 = picture.vessels_waiting_by_day.iter().sum::<f64>() / days;
        let alongside = calls / days * value(&outcome, "hello/gross_berth_hours") / 24.0;
        assert!((waiting + alongside - seen).abs() < 0.1 * seen, "{waiting} + {alongside} against {seen}");
    }
}

/// Export boxes of many ships at all hours of a fortnight come one by one at random: nearly a Poisson stream, which meets one
/// lane with exponential checks. 120 boxes each 12 h, 3.6 min a check: load 0.6; wait and check 9 min.
#[test]
fn a_gate_lane_is_m_m_1() {
    let text = r#"
horizon = "6 weeks"
warm-up = "3 weeks"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "10 m" }

[terminal.T]
quay = { length = "600 m" }
cranes = { count = 8 }
transport = { kind = "straddle-carrier", count = 60 }
yard = { blocks = 20 }

[terminal.T.gate]
lanes-in = 1
lanes-out = 20
check-in = { exponential = { mean = "3.6 min" } }
days = [1, 1, 1, 1, 1, 1, 1]
hours = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
export-lead = { uniform = { low = "0 days", high = "14 days" } }
cut-off = "0 h"

[service.S]
terminal = "T"
class = "ship"
every = "12 h"
deviation = "0 h"
discharge = 0
exports = 120
"#;
    agree("gate", &values(&scenario(text), 16, "t/truck_queue_time"), 9.0, 0.02);
}
