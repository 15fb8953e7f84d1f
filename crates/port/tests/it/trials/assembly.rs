//! The line by hand, to the second. The gate of the terminal lies 32 m behind its only block: 16 s at 2 m/s.

use darse_engine::SimTime;
use darse_port::trial::{FactoryId, Onward, PartId, Record, Trial, clock};

const PORT: &str = r#"
title = "A line without chance"
horizon = "1 week"
warm-up = "0 h"
weather = { wind = "0 m/s" }
vessel-class = { ship = { loa = "100 m", draught = "6 m" } }
service = { S = { terminal = "T", class = "ship", first = "Sun 12:00", every = "7 days", deviation = "0 h", discharge = 10, exports = 0 } }
drayage = { D = { trucks = 2 } }
[terminal.T]
quay = { length = "200 m" }
cranes = { count = 1 }
gate = { check-in = "60 s", check-out = "30 s", speed = "2 m/s", delay = "0 s" }
[terminal.T.yard]
blocks = 1
bays = 2
rows = 4
tiers = 3
reefer-bays = 0
dangerous-bays = 0
row-width = "3 m"
aisle = "20 m"
apron = "60 m"
crane = { cycle = "60 s", failures = { between = "400 days" } }
"#;

fn trial(factory: &str) -> Trial {
    Trial::of(&format!("{PORT}\n[factory.F]\nshifts = [1, 1, 1]\nbatch = 5\n{factory}"))
}

fn stops(it: &Trial) -> (Vec<SimTime>, Vec<SimTime>) {
    let stopped = it.when(|it| matches!(it, Record::LineStopped { .. }));
    (stopped, it.when(|it| matches!(it, Record::LineGoesOn { .. })))
}
fn made(it: &Trial) -> Vec<SimTime> {
    it.when(|it| matches!(it, Record::CarMade { .. }))
}

/// Two units a car, ten cars in stock, trucks with ten: below 39 cars (30 min of lead, 9 min to unload) one is ordered. Three are
/// at time 0, one more when two cars are begun; they are unloaded one after another at the only dock.
#[test]
fn a_line_stops_when_its_stock_is_used_up_and_goes_on_when_a_truck_is_unloaded() {
    let mut it = trial(
        r#"
        takt = "1 min"
        docks = 1
        unloading = "9 min"
        part = { seats = { by = "truck", per-car = 2, lead = "30 min", units-per-truck = 20, initial-stock = 10, safety-stock = 0 } }
        "#,
    );
    it.until(clock(1, 5, 0));
    assert_eq!(stops(&it), (vec![clock(0, 10, 0)], vec![clock(0, 39, 0)]));
    assert_eq!(it.when(|it| matches!(it, Record::PartMissing { .. })), [clock(0, 10, 0)]);
    assert_eq!(it.when(|it| matches!(it, Record::PartBack { .. })), [clock(0, 39, 0)]);
    let unloaded = it.when(|it| matches!(it, Record::PartsIn { units: 20, .. }));
    assert_eq!(unloaded, [39, 48, 57].map(|minute| clock(0, minute, 0)));
    let made = made(&it);
    assert_eq!((made[0], made[9], made[10]), (clock(0, 1, 0), clock(0, 10, 0), clock(0, 40, 0)));
    // A car begun every minute from 0:39 on, none missed.
    assert_eq!(made.len(), 10 + 25 + 1);
    assert_eq!(it.when(|it| matches!(it, Record::CarsLeft { cars: 5, .. })).len(), 7);
    assert_eq!(it.run.world.factories[0].stocks[0].orders, 7, "3 at time 0, then with the 2nd, 12th, 22nd and 32nd car");
}

/// Of two families one is there: the line waits for the other, and takes neither before.
#[test]
fn a_line_waits_for_each_family_that_is_missing() {
    let mut it = trial(
        r#"
        takt = "1 min"
        docks = 4
        unloading = "10 min"
        [factory.F.part.seats]
        by = "truck"
        per-car = 1
        lead = "20 min"
        units-per-truck = 500
        initial-stock = 5
        safety-stock = 0
        [factory.F.part.wheels]
        by = "truck"
        per-car = 4
        lead = "50 min"
        units-per-truck = 4000
        initial-stock = 5
        safety-stock = 0
        "#,
    );
    it.until(clock(3, 0, 0));
    assert_eq!(stops(&it), (vec![clock(0, 5, 0)], vec![clock(1, 0, 0)]));
    assert_eq!(it.when(|it| matches!(it, Record::PartMissing { .. })), [clock(0, 5, 0), clock(0, 5, 0)]);
    assert_eq!(it.when(|it| matches!(it, Record::PartBack { .. })), [clock(0, 30, 0), clock(1, 0, 0)]);
    assert_eq!(it.run.world.factories[0].stocks[0].units(), 500 - 121, "one for each minute from 1:00 to 3:00");
    assert_eq!(it.run.world.factories[0].stocks[1].units(), 4000 - 4 * 121);
}

/// A takt of 7 min does not go into a shift: the car begun at 13:56 is laid down at 14:00 and finished at 06:03 of the next day.
#[test]
fn a_line_rests_between_its_shifts() {
    let mut it = Trial::of(&format!(
        r#"{PORT}
        [factory.F]
        shifts = [1, 0, 0]
        takt = "7 min"
        part = {{ seats = {{ by = "truck", per-car = 1, lead = "1 h", units-per-truck = 10, initial-stock = 500, safety-stock = 0 }} }}
        "#
    ));
    it.until(clock(48, 0, 0));
    let made = made(&it);
    // 480 = 68 × 7 + 4.
    assert_eq!((made[0], made[67], made[68]), (clock(6, 7, 0), clock(13, 56, 0), clock(24 + 6, 3, 0)));
    assert_eq!(made.len(), 960 / 7);
}

/// Customs take an hour. A hundred units in a container; 50 cars in stock, one begun every two minutes; containers are called below 60.
/// ```text
/// 1:00:00  30 cars are begun, 20 units left: one of two is called; 120 with what is under way, so the other waits
/// 1:20:00  at the gate; 60 s of papers, 16 s, the other box is put away in 60 s, its own is lifted in 60 s, 16 s, 30 s: 1:24:02
/// 1:40:00  the stock is used up
/// 2:14:02  after 20 min on the road and 30 min at the dock the line goes on, with the 51st car
/// 3:34:02  the 91st car is begun: 59 are left, and the other is called; it is unloaded 1 h 13 min 2 s later
/// ```
#[test]
fn a_container_waits_in_the_terminal_until_it_is_called() {
    let mut it = trial(
        r#"
        takt = "2 min"
        drayage = "D"
        drive = "20 min"
        unloading = "30 min"
        [factory.F.part.engines]
        by = "container"
        terminal = "T"
        per-car = 1
        release = "1 h"
        units-per-container = 100
        initial-stock = 50
        safety-stock = 10
        order-up-to = 60
        "#,
    );
    it.stack(Onward::Parts(PartId { factory: FactoryId(0), part: 0 }), 2);
    it.until(clock(6, 0, 0));
    assert_eq!(it.when(|it| matches!(it, Record::TruckIn { .. })), [clock(1, 21, 0), clock(3, 55, 2)]);
    assert_eq!(it.when(|it| matches!(it, Record::BoxOut { .. }))[0], clock(1, 24, 2));
    assert_eq!(it.when(|it| matches!(it, Record::PartsIn { units: 100, .. })), [clock(2, 14, 2), clock(4, 47, 4)]);
    assert_eq!(stops(&it), (vec![clock(1, 40, 0)], vec![clock(2, 14, 2)]));
    assert_eq!(it.when(|it| matches!(it, Record::HaulBegan { .. })), [clock(1, 0, 0), clock(3, 34, 2)]);
    assert_eq!(it.when(|it| matches!(it, Record::HaulEnded { .. })), [clock(2, 14, 2), clock(4, 47, 4)]);
    // The 51st car takes a unit that came by ship at time 0 and lay for no time.
    let delay = clock(2, 14, 2) - clock(0, 0, 0);
    let first =
        |it: &Record| matches!(it, Record::PartsUsed { shipped: 1, delay: d, stayed, .. } if *d == delay && stayed.0 == 0);
    assert_eq!(it.when(first), [clock(2, 14, 2)]);
}
