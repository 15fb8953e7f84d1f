//! What all ships share on the way in and out: tugs by strength, gangs, anchorage, the approach, entrances, closures.

use crate::workbench::{agree, each, edited, outcomes, scenario, value, values};
use darse_port::simulate;

/// Ships at plain berths, without chance but for their arrivals: every other duration is a constant.
const HARBOUR: &str = r#"
horizon = "26 weeks"
warm-up = "1 week"
weather = { wind = "0 m/s" }
vessel-class.ship = { loa = "200 m", draught = "10 m", tugs = 1, pilot = true }

[marine]
pilots = 50
tugs = 50
mooring-gangs = 50
anchorage = 100
inbound = "40 min"
outbound = "30 min"
channel-depth = "30 m"

[berth.B.quay]
length = "3 km"
berths = ["250 m", "250 m", "250 m", "250 m", "250 m", "250 m", "250 m", "250 m"]
mooring = "30 min"
unmooring = "30 min"
end = "0 min"
service-time = "4 h"

[service.ships]
terminal = "B"
kind = "tramp"
class = "ship"
between = { exponential = { mean = "2 h" } }
"#;

fn wait_h(text: &str, replication: u32) -> f64 {
    value(&simulate(&scenario(text), 3, replication, true).unwrap(), "b/vessel_wait")
}

/// Where nothing is scarce nobody waits, and teams are busy for as long as is said: 40 + 30 min in, 30 + 30 min out.
#[test]
fn where_there_is_plenty_nobody_waits() {
    let plenty = scenario(HARBOUR);
    let outcome = simulate(&plenty, 3, 0, true).unwrap();
    assert!(value(&outcome, "b/vessel_wait") < 0.05 && value(&outcome, "team_wait") < 1e-9);
    let calls = value(&outcome, "b/vessel_calls");
    let expected = 100.0 * calls * 130.0 / 60.0 / (50.0 * 26.0 * 7.0 * 24.0);
    assert!((value(&outcome, "pilot_utilisation") / expected - 1.0).abs() < 0.01);
    assert!((value(&outcome, "tug_utilisation") / expected - 1.0).abs() < 0.01);
}

/// Ten tugs of 30 t: ships that want one and 100 t of pull have four of them, so only two ships are served at once, where ten
/// tugs of 100 t serve ten.
#[test]
fn tugs_count_by_their_pull() {
    let text = edited(HARBOUR, "tugs = 1,", "tugs = 1, bollard-pull = \"100 t\",");
    let fleet = |pull: &str| edited(&text, "tugs = 50\n", &format!("tugs = 10\ntug-pull = \"{pull}\"\n"));
    let (weak, strong) =
        (simulate(&scenario(&fleet("30 t")), 3, 0, true).unwrap(), simulate(&scenario(&fleet("100 t")), 3, 0, true).unwrap());
    let (few, many) = (value(&weak, "tug_utilisation"), value(&strong, "tug_utilisation"));
    assert!((few / many - 4.0).abs() < 0.05, "{few} %, {many} %");
    assert!(value(&weak, "team_wait") > 10.0 && value(&strong, "team_wait") < 1.0);
}

#[test]
fn one_mooring_gang_keeps_ships_waiting() {
    for replication in 0..4 {
        let (one, many) =
            (wait_h(&edited(HARBOUR, "mooring-gangs = 50", "mooring-gangs = 1"), replication), wait_h(HARBOUR, replication));
        assert!(one > many + 0.1, "{one} h, {many} h");
    }
}

/// Ships of each direction come to the entrance at λ = 0.5/h and pass it in s = 20 min. Those that do not meet wait at least for
/// the rest of whoever passes the other way, λ s × s / 2, and less than if all went one by one: an M/D/1 queue of both directions,
/// 2λ s² / (2 (1 − 2λ s)). Small ships do not mind.
#[test]
fn large_ships_wait_for_each_other_at_the_entrance() {
    let basin = |meet: &str| {
        let text = format!("{HARBOUR}\n[basin.N]\npassage = \"20 min\"\nmeet-up-to = \"{meet}\"\nseparation = \"0 min\"\n");
        edited(&text, "service-time = \"4 h\"", "service-time = \"4 h\"\nbasin = \"N\"")
    };
    let (large, small) = (scenario(&basin("150 m")), scenario(&basin("250 m")));
    let waits = |it| values(it, 8, "b/vessel_wait");
    let longer: Vec<f64> = waits(&large).iter().zip(waits(&small)).map(|(a, b)| a - b).collect();
    let mean = longer.iter().sum::<f64>() / longer.len() as f64;
    let (rate, passing) = (0.5, 1.0 / 3.0);
    let (least, most) = (rate * passing * passing / 2.0, rate * passing * passing / (1.0 - 2.0 * rate * passing));
    assert!(mean > least && mean < most, "{mean} h, not between {least} h and {most} h");
}

/// Ships at least 1 h apart on the approach: the wait of a queue with constant service of 1 h and a load of a half, M/D/1
/// (Pollaczek and Khinchine): half an hour. It counts as under way, so the time in port shows it.
#[test]
fn the_approach_is_a_queue() {
    let apart = edited(HARBOUR, "channel-depth", "separation = \"1 h\"\nchannel-depth");
    let turnaround = |text: &str| values(&scenario(text), 30, "b/ship_turnaround");
    let longer: Vec<f64> = turnaround(&apart).iter().zip(turnaround(HARBOUR)).map(|(a, b)| a - b).collect();
    agree("M/D/1", &longer, 0.5, 0.02);
}

/// With no place at anchor, whoever waits for a berth has an hour more to come in; who finds one free has not.
#[test]
fn a_full_anchorage_keeps_ships_farther_out() {
    let scarce =
        edited(HARBOUR, "between = { exponential = { mean = \"2 h\" } }", "between = { exponential = { mean = \"50 min\" } }");
    let none =
        edited(&edited(&scarce, "anchorage = 100", "anchorage = 0"), "channel-depth", "from-outside = \"60 min\"\nchannel-depth");
    for replication in 0..4 {
        let run = |text: &str| simulate(&scenario(text), 3, replication, true).unwrap();
        let (anchored, outside) = (run(&scarce), run(&none));
        assert!(value(&anchored, "ships_waiting") > 0.1 && value(&anchored, "ships_outside") < 1e-9);
        assert!((value(&outside, "ships_outside") - value(&outside, "ships_waiting")).abs() < 1e-9);
        assert!(value(&outside, "b/ship_turnaround") > value(&anchored, "b/ship_turnaround"));
    }
}

/// Fog for a fifth of all hours closes the port as long, and ships wait.
#[test]
fn fog_closes_the_port() {
    let foggy = edited(HARBOUR, "wind = \"0 m/s\"", "wind = \"0 m/s\", fog-share = 0.2, fog-lasting = \"5 h\"");
    let foggy = outcomes(&scenario(&foggy), 60);
    agree("share of fog", &each(&foggy, "port_closed"), 20.0, 0.02);
    assert!(each(&foggy[..4], "b/vessel_wait").iter().all(|hours| *hours > 0.3));
}

/// Waves of 1.5 m on average, Weibull of shape 1.5, are above 3 m for exp(−(3/1.5 × Γ(1 + 1/1.5))^1.5) = 8.84 % of the time.
#[test]
fn swell_closes_the_port() {
    let rough =
        edited(HARBOUR, "wind = \"0 m/s\"", "wind = \"0 m/s\", swell = \"1.5 m\", swell-shape = 1.5, swell-memory = \"12 h\"");
    agree("share of swell", &values(&scenario(&rough), 120, "port_closed"), 8.84, 0.03);
}
