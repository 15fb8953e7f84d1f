//! Roads in a whole scenario: trucks come over them, queues spill back, and nothing is lost.

use crate::workbench::{delivered, edited, scenario, value, values};
use darse_port::simulate;

/// A gateway terminal behind a short road that all its trucks take, and a long one before it.
pub const GATEWAY: &str = r#"
horizon = "2 weeks"
warm-up = "1 week"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "10 m" }
roads = { origins = { town = 1.0 } }

[road.highway]
from = "town"
to = "junction"
length = "10 km"

[road.access]
from = "junction"
to = "gate"
length = "300 m"
lanes = 1

[terminal.T]
quay = { length = "600 m" }
cranes = { count = 6 }
transport = { count = 30 }
yard = { blocks = 16 }
gate = { road = "gate", lanes-in = 2, check-in = "100 s" }

[service.S]
terminal = "T"
class = "ship"
every = "12 h"
discharge = 200
transhipment = 0.2
exports = 150
"#;

#[test]
fn every_truck_comes_and_goes_over_the_roads() {
    let outcome = simulate(&scenario(GATEWAY), 5, 0, true).unwrap();
    let (highway, access) = (value(&outcome, "highway/road_trucks"), value(&outcome, "access/road_trucks"));
    let visits = value(&outcome, "t/truck_visits");
    assert!(visits > 1000.0 && (highway - 2.0 * visits).abs() < 0.03 * highway, "{highway} on the road, {visits} visits");
    assert!((highway - access).abs() < 0.02 * highway);
    assert!(value(&outcome, "highway/travel_time_index") >= 1.0);
}

/// 3 km east and 4 km north are 5 km, and 6 km with the detour: as if the length had been written.
#[test]
fn lengths_come_from_the_plan() {
    let placed =
        "[place.town]\neast = \"3 km\"\nnorth = \"4 km\"\n[place.junction]\neast = \"0 m\"\nnorth = \"0 m\"\n[road.highway]";
    let planned = edited(&edited(GATEWAY, "length = \"10 km\"\n", ""), "[road.highway]", placed);
    let written = edited(GATEWAY, "length = \"10 km\"", "length = \"6 km\"");
    let [planned, written] = [planned, written].map(|text| scenario(&text).roads.roads[0].length_m);
    assert!((planned - 6000.0).abs() < 1e-9 && (planned - written).abs() < 1e-9, "{planned}, {written}");
}

/// With half the lanes the queue before the gate outgrows the access road (15 trucks), and trucks stand on the highway; with
/// enough of them nobody does.
#[test]
fn a_queue_spills_back() {
    let blocked = |lanes: &str, replications| {
        let text = edited(GATEWAY, "lanes-in = 2", lanes);
        values(&scenario(&text), replications, "highway/road_blocked")
    };
    let (enough, few) = (blocked("lanes-in = 6", 4), blocked("lanes-in = 1", 4));
    assert!(enough.iter().all(|hours| *hours < 0.5), "{enough:?}");
    assert!(few.iter().all(|hours| *hours > 20.0), "{few:?}");
}

/// Traffic that is not simulated slows trucks: at the capacity of the road by 15 % and more. All drive alike, so that none is held
/// up by a slower one.
#[test]
fn other_traffic_slows_trucks() {
    let index = |other: &str| {
        let text = edited(GATEWAY, "roads = {", "roads = { pace = 1.0,");
        let text = edited(
            &text,
            "length = \"10 km\"",
            &format!("length = \"10 km\"\nlanes = 1\ncapacity = \"900/h\"\nother-traffic = \"{other}\""),
        );
        value(&simulate(&scenario(&text), 5, 0, false).unwrap(), "highway/travel_time_index")
    };
    let (empty, full) = (index("0/h"), index("850/h"));
    assert!(empty < 1.02 && full > 1.15, "{empty}, {full}");
}

/// A road that is asked far too much comes to a walk, not to a stand.
#[test]
fn nobody_is_slower_than_a_walk() {
    let least = edited(GATEWAY, "length = \"300 m\"", "length = \"300 m\"\ncapacity = \"1/h\"");
    let outcome = simulate(&scenario(&least), 5, 0, true).unwrap();
    assert!(value(&outcome, "access/road_trucks") > 300.0);
}

/// Half of what two terminals discharge is hauled to the other, past the access zone that both gates name and only exports pass.
pub const HAULED: &str = r#"
horizon = "5 days"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "160 m", draught = "9 m" }
roads = { origins = { town = 1.0 } }
haulage = { share = 0.5, tractors = 30, release = "2 h" }
road.highway = { from = "town", to = "zone", length = "3 km" }
road.west = { from = "zone", to = "west", length = "1 km" }
road.east = { from = "zone", to = "east", length = "1 km" }
access-zone.Z = { road = "zone" }

[terminal.A]
quay = { length = "400 m" }
cranes = { count = 3 }
transport = { count = 15 }
yard = { blocks = 6 }
gate = { road = "west", access-zone = "Z" }
[terminal.B]
quay = { length = "400 m" }
cranes = { count = 3 }
transport = { count = 15 }
yard = { blocks = 6 }
gate = { road = "east", access-zone = "Z" }

[service]
a = { terminal = "A", class = "ship", first = "Mon 00:00", every = "2 days", discharge = 100, transhipment = 0.8, exports = 20 }
b = { terminal = "B", class = "ship", first = "Mon 06:00", every = "2 days", discharge = 100, transhipment = 0.8, exports = 20 }
"#;

/// Every place on a road that is taken is some truck's: also where hauled boxes pass an access zone by, and in a zone with all that drives.
#[test]
fn places_on_roads_are_those_of_living_trucks() {
    let outcome = simulate(&scenario(HAULED), 5, 0, true).unwrap();
    assert!(value(&outcome, "hauled_boxes") > 50.0 && value(&outcome, "z/access_transit") > 1.0);
    let text = edited(&delivered("tanger-med"), "horizon = \"366 days\"", "horizon = \"1 day\"");
    let zone = scenario(&edited(&text, "warm-up = \"4 weeks\"", "warm-up = \"0 h\""));
    simulate(&zone, 5, 0, true).unwrap();
}
