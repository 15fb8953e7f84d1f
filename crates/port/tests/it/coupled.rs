//! What one facility makes, another takes on.

use crate::workbench::{edited, scenario, value};
use darse_port::{Outcome, simulate};

/// A factory whose cars go by a rail line to a car terminal, where two ships a week take them all.
const COUPLED: &str = r#"
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
