//! Quays without cargo work: they are queues of their own, and share pilots and tugs with all other ships.

use crate::workbench::{agree, each, edited, outcomes, scenario, value};
use darse_port::simulate;

/// Two berths with plain service times, and a container terminal beside them that shares nothing but pilots and tugs.
const SHARED: &str = r#"
horizon = "8 weeks"
warm-up = "2 weeks"
weather.wind = "0 m/s"
marine = { pilots = 1, tugs = 4, channel-depth = "30 m" }
vessel-class.feeder = { loa = "160 m", draught = "9 m" }
vessel-class.cruiser = { loa = "200 m", draught = "8 m", tugs = 2 }

[terminal.T]
quay = { length = "600 m" }

[service.S]
terminal = "T"
class = "feeder"
every = "12 h"

[berth.Cruise.quay]
length = "440 m"
berths = ["220 m", "220 m"]
service-time = { exponential = { mean = "10 h" } }

[service.cruises]
terminal = "Cruise"
kind = "tramp"
class = "cruiser"
between = { exponential = { mean = "10 h" } }
"#;

/// M/M/2 at a load of 1.5 Erlang: a mean wait of 9/7 of the service; no container terminal is needed for it.
#[test]
fn berths_alone_are_a_port() {
    let text = r#"
horizon = "104 weeks"
warm-up = "4 weeks"
weather.wind = "0 m/s"
marine = { pilots = 500, tugs = 500, inbound = "0 s", outbound = "0 s", channel-depth = "30 m" }
vessel-class.tramp = { loa = "200 m", draught = "10 m" }

[berth.B.quay]
length = "600 m"
berths = ["300 m", "300 m"]
policy = "first-come"
mooring = "0 s"
unmooring = "0 s"
end = "0 s"
service-time = { exponential = { mean = "1 h" } }

[service.tramps]
terminal = "B"
kind = "tramp"
class = "tramp"
between = { exponential = { mean = "40 min" } }
"#;
    let alone = outcomes(&scenario(text), 16);
    agree("M/M/2", &each(&alone, "b/vessel_wait"), 9.0 / 7.0, 0.02);
    agree("occupancy", &each(&alone, "b/berth_occupancy"), 75.0, 0.01);
}

/// Calls of the zone are those of all its quays.
#[test]
fn the_zone_counts_the_ships_of_every_quay() {
    let outcome = simulate(&scenario(SHARED), 3, 0, true).unwrap();
    for kpi in ["vessel_calls", "calls_served"] {
        let of = |facility: &str| value(&outcome, &format!("{facility}{kpi}"));
        assert!((of("") - of("t/") - of("cruise/")).abs() < 0.5 && of("cruise/") > 100.0);
    }
}

/// With twice the pilots, ships of both kinds wait less, in every one of eight pairs.
#[test]
fn all_ships_share_the_pilots() {
    let one = outcomes(&scenario(SHARED), 8);
    let two = outcomes(&scenario(&edited(SHARED, "pilots = 1", "pilots = 2")), 8);
    for column in ["t/vessel_wait", "cruise/vessel_wait"] {
        for (short, enough) in each(&one, column).iter().zip(each(&two, column)) {
            assert!(*short > 1.05 * enough, "{column}: {short} h with one pilot, {enough} h with two");
        }
    }
}
