//! Lines of those whom the wind stops, or whom no power is left for.

use super::{hold, hold_and_hear, line, line_of};
use crate::power::SUPPLIED;
use crate::workbench::edited;
use darse_port::trial::{Consumer, Record, Trial};
use std::cell::Cell;
use std::collections::BTreeSet;

/// Whatever minds the wind minds 13 m/s.
const WINDY: &str = r#"
horizon = "2 weeks"
warm-up = "0 h"
weather = { wind = "9 m/s", memory = "4 h" }
marine.wind-limit = "13 m/s"
roads = { origins = { town = 1.0 }, wind-limit = "13 m/s" }
road.access = { from = "town", to = "gate", length = "3 km", lanes = 1 }

[vessel-class]
ship = { loa = "160 m", draught = "9 m", cranes = 2 }
ferry = { loa = "160 m", draught = "6 m", pilot = false, tugs = 0, wind-limit = "13 m/s" }

[terminal.T]
quay = { length = "400 m" }
cranes = { count = 3, wind-limit = "13 m/s" }
transport = { count = 9, wind-limit = "13 m/s" }
yard = { blocks = 4, crane = { wind-limit = "13 m/s" } }
rail = { trains = ["Tue 10:00", "Wed 10:00", "Thu 10:00"], brings = 20, cranes = 1, wind-limit = "13 m/s" }
gate = { road = "gate" }

[bulk-terminal.B]
grabs = 2
wind-limit = "13 m/s"
quay = { length = "250 m", berths = ["250 m"] }
commodity.grain = { kind = "bulk", capacity = "100000 t" }

[car-terminal.C]
wind-limit = "13 m/s"
trucks-per-day = 4
quay = { length = "240 m", berths = ["240 m"] }
compound.main = { rows = 200, row-length = 20 }

[tank-farm.O]
wind-limit = "13 m/s"
trucks-per-day = 60
quay = { length = "250 m", berths = ["250 m"] }
tank.a = { product = "oil", capacity = "50000 m3" }
tank.b = { product = "oil", capacity = "50000 m3" }

[ferry-port.F]
wind-limit = "13 m/s"
trucks-per-day = 12
quay = { length = "200 m", berths = ["200 m"] }

[service]
boxes = { terminal = "T", class = "ship", every = "1 day", discharge = 50, exports = 20, transhipment = 0.4 }
grain = { terminal = "B", class = "ship", commodity = "grain", every = "2 days", unload = "4000 t" }
cars = { terminal = "C", class = "ship", every = "1 day", unload = 100, load = 200 }
oil = { terminal = "O", class = "ship", product = "oil", every = "1 day", unload = "8000 t" }
ferry = { terminal = "F", class = "ferry", every = "4 h", stay = "90 min" }
"#;

#[test]
fn for_calm() {
    let queued = |trial: &Trial| trial.run.world.weather.queued(trial.run.sim());
    let stages = [
        ("Ship", "AwaitingWeather"),
        ("Ship", "AwaitingCalm"),
        ("QuayCrane", "AwaitingCalm"),
        ("RailCrane", "AwaitingCalm"),
        ("YardCrane", "AwaitingCalm"),
        ("Vehicle", "AwaitingCalm"),
        ("Trip", "AwaitingCalm"),
        ("Bulk(Grab", "AwaitingCalm"),
        ("Cars(Gang", "AwaitingCalm"),
        ("FerryCall", "CalmOff"),
        ("FerryCall", "CalmOn"),
        ("Liquid(Tanker(", "FirstCalm"),
        ("Liquid(Tanker(", "SecondCalm"),
    ];
    hold(WINDY, 6, &mut [line(&queued, &stages)]);
}

/// Machines stand and wait; reefers and ships do without, and how many do is told by records.
#[test]
fn for_power() {
    let battery = "count = 30, battery = { range = \"20 km\", chargers = 30, power = \"100 kW\", charging = \"30 min\" }";
    let text = edited(&edited(SUPPLIED, "count = 30", battery), "100 MW", "1.4 MW");
    let machines = |trial: &Trial| {
        let feeder = &trial.run.world.feeders[0];
        feeder.consumers().filter(|(consumer, _)| consumer.kind() < 2 && feeder.waits(*consumer)).count()
    };
    let told = [Cell::new(0_i64), Cell::new(0)];
    let hear = |record: &Record| {
        if let Record::PowerWait { kind: kind @ 2.., change, .. } = *record {
            let told = &told[usize::from(kind) - 2];
            told.set(told.get() + i64::from(change));
        }
    };
    let [reefers, ships] = [0, 1].map(|kind| {
        let told = &told[kind];
        move |_: &Trial| usize::try_from(told.get()).unwrap()
    });
    let without = |trial: &Trial, all: &mut dyn Iterator<Item = Consumer>| -> BTreeSet<String> {
        all.filter(|it| trial.run.world.feeders[0].waits(*it)).map(|it| format!("{it:?}")).collect()
    };
    let mut named_reefers =
        |trial: &Trial| without(trial, &mut trial.run.world.plugged_reefers().into_iter().map(Consumer::Reefer));
    let mut named_ships = |trial: &Trial| {
        let mut alongside = trial.run.processes().filter_map(|(_, it)| it.consumes()).filter(|it| it.kind() == 3);
        without(trial, &mut alongside)
    };
    let stages = [("QuayCrane", "AwaitingPower"), ("YardCrane", "AwaitingPower"), ("Vehicle", "AwaitingPower")];
    let mut lines =
        [line(&machines, &stages), line_of("reefers", &reefers, &mut named_reefers), line_of("ships", &ships, &mut named_ships)];
    hold_and_hear(&text, 3, &mut lines, hear);
}
