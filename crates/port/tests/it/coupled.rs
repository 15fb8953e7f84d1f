//! What one facility makes, another takes on.

use crate::workbench::{edited, scenario, value};
use darse_port::{Outcome, simulate};

/// A factory whose cars go by a rail line to a car terminal, where two ships a week take them all.
pub const COUPLED: &str = r#"
horizon = "4 weeks"
warm-up = "2 weeks"
weather.wind = "0 m/s"
vessel-class.carrier = { loa = "200 m", draught = "9 m" }

[rail-line.Line]
headway = "30 min"

[factory.F]
takt = "2 min"
shifts = [1, 1, 1]
batch = 120
rail-line = "Line"
cars-to = "Cars"
docks = 8

[factory.F.part.seats]
by = "truck"
units-per-truck = 30
initial-stock = 600
safety-stock = 300

[car-terminal.Cars]
drivers = 64
line = "Line"
trucks-per-day = 0
compound.all = { rows = 300, row-length = 20 }

[car-terminal.Cars.quay]
length = "480 m"
berths = ["240 m", "240 m"]

[service]
a = { terminal = "Cars", class = "carrier", first = "Mon 04:00", every = "7 days", load = 3000 }
b = { terminal = "Cars", class = "carrier", first = "Thu 16:00", every = "7 days", load = 3000 }
"#;

fn run(text: &str, replication: u32) -> Outcome {
    simulate(&scenario(text), 9, replication, true).unwrap()
}

/// 720 cars a day: each that left the factory comes by train and goes by ship, and every batch is one train on the line and one back.
#[test]
fn cars_of_a_factory_go_by_ship() {
    let outcome = run(COUPLED, 0);
    let [left, came, went] = ["f/cars_left", "cars/cars_in.by_train", "new_vehicles"].map(|kpi| value(&outcome, kpi));
    assert!((left - 4.0 * 7.0 * 720.0).abs() < 400.0, "{left} cars left the factory");
    assert!((left - came).abs() <= 240.0, "{left} left, {came} came: no more than two trains are under way");
    assert!((went / came - 1.0).abs() < 0.15, "{went} of {came} went by ship");
    let trains = value(&outcome, "line/line_trains");
    assert!((trains - 2.0 * came / 120.0).abs() <= 3.0, "{trains} trains there and back, {came} cars");
}

/// A line with one path every three hours has eight a day, and the factory wants six there and six back: cars wait at the factory.
#[test]
fn a_scarce_line_keeps_cars_from_the_port() {
    for replication in 0..3 {
        let (scarce, ample) =
            (run(&edited(COUPLED, "headway = \"30 min\"", "headway = \"3 h\""), replication), run(COUPLED, replication));
        assert!(value(&scarce, "line/line_wait") > value(&ample, "line/line_wait") + 60.0);
        assert!(value(&scarce, "cars/cars_in.by_train") < value(&ample, "cars/cars_in.by_train") - 240.0);
    }
}

/// Two terminals share the yard of a line: while the tracks of one are closed, its trains fill the yard, and those of the other wait inland.
#[test]
fn terminals_share_the_rail_yard() {
    let zone = |yard_tracks: u32| {
        let terminal = |name: &str| {
            format!(
                r#"
[car-terminal.{name}]
trucks-per-day = 0
line = "L"
tracks = 2
quay = {{ length = "480 m", berths = ["240 m", "240 m"] }}
compound.a = {{ rows = 280, row-length = 20 }}
train = [{{ trains = ["Mon 08:00", "Mon 14:00", "Tue 08:00"], cars = 50, lateness = "0 min" }}]
[service.{name}]
terminal = "{name}"
class = "carrier"
first = "Sun 04:00"
every = "7 days"
load = 900
"#
            )
        };
        scenario(&format!(
            r#"
horizon = "3 days"
warm-up = "0 h"
weather.wind = "0 m/s"
vessel-class.carrier = {{ loa = "200 m", draught = "9 m" }}
rail-line.L = {{ tracks = 2, yard-tracks = {yard_tracks}, locomotives = 20 }}
disruption.closed = {{ of = ["car-terminal.A.tracks"], at = "0 h", lasting = "2 days", left = 0 }}
{}{}"#,
            terminal("A"),
            terminal("B")
        ))
    };
    let (ample, scarce) = (simulate(&zone(20), 1, 0, true).unwrap(), simulate(&zone(3), 1, 0, true).unwrap());
    // Three trains of A stand there for up to two days, and one of B now and then.
    assert_eq!((value(&ample, "l/line_wait.yard"), value(&ample, "l/rail_yard_taken.max")), (0.0, 20.0));
    assert!(value(&scarce, "l/line_wait.yard") > 60.0, "{} min", value(&scarce, "l/line_wait.yard"));
    assert!((value(&scarce, "l/rail_yard_taken.max") - 100.0).abs() < 1e-9);
    assert!(value(&scarce, "b/car_train_stay") > 0.0);
    let trains = |outcome: &Outcome| value(outcome, "l/line_trains");
    assert!((trains(&ample) - trains(&scarce)).abs() < 0.5, "all come when the tracks of A are open again");
}
