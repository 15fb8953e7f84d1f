//! Just-in-time factories: parts in are parts out, their trucks and their trains are those of others, too.

use crate::workbench::{EXACT, delivered, diagnostics, each, edited, outcomes, scenario, value, values};
use darse_port::{Outcome, simulate};

/// A factory with a family that comes by ship and one that comes by road, and trucks that nobody else uses.
pub const FACTORY: &str = r#"
horizon = "8 weeks"
warm-up = "4 weeks"
weather.wind = "0 m/s"
vessel-class.ship = { loa = "200 m", draught = "10 m", cranes = 3, bays = 12 }
drayage.Haulage.trucks = 12

[terminal.T]
quay = { length = "600 m" }
cranes = { count = 6 }
transport = { count = 30 }
yard = { blocks = 8 }

[service.S]
terminal = "T"
class = "ship"
every = "2 days"
discharge = 300
transhipment = 0.2
exports = 60

[factory.F]
takt = "2 min"
shifts = [1, 1, 0]
drayage = "Haulage"
docks = 8

[factory.F.part.engines]
by = "container"
terminal = "T"
import-share = 0.12
units-per-container = 60
initial-stock = 1500
safety-stock = 600
order-up-to = 1500
pipeline = 6000

[factory.F.part.seats]
by = "truck"
units-per-truck = 30
initial-stock = 300
safety-stock = 100
"#;

fn one(text: &str) -> Outcome {
    simulate(&scenario(text), 3, 0, true).unwrap()
}

/// L = λ W for what lies in stock: mean stock in cars, cars an hour of the week, and mean age, each from a meter of its own.
#[test]
fn littles_law_holds_for_the_stocks() {
    let outcome = one(FACTORY);
    let cars_per_h = value(&outcome, "f/cars_made") / (8.0 * 168.0);
    for part in ["engines", "seats"] {
        let stock = value(&outcome, &format!("f/part_stock.{part}"));
        let expected = cars_per_h * value(&outcome, &format!("f/part_age.{part}"));
        assert!((stock - expected).abs() < 0.01 * stock, "{part}: {stock} cars in stock, {expected} by Little's law");
    }
}

/// No line that is never stopped makes more or fewer cars than its hours allow; the zone counts them.
#[test]
fn a_line_that_never_stops_makes_a_car_each_takt() {
    let outcome = one(FACTORY);
    assert!(value(&outcome, "f/line_stop") < 1e-9);
    assert!((value(&outcome, "f/cars_made") - 8.0 * 7.0 * 16.0 * 30.0).abs() < 1.5);
    assert!((value(&outcome, "cars_made") - value(&outcome, "f/cars_made")).abs() < 0.5);
    // Containers of 20 ft hold 30, of 40 ft 60.
    let units = value(&outcome, "f/part_deliveries.engines");
    let cars = value(&outcome, "f/cars_made");
    assert!(units * 30.0 < cars + 1500.0 && units * 60.0 > cars - 1500.0, "{units} containers for {cars} cars");
    assert!((value(&outcome, "f/part_deliveries.seats") * 30.0 - cars).abs() < 0.02 * cars);
}

/// The delivered scenario, shortened, in two variants under the same random numbers: four pairs of outcomes.
fn pairs(first: &str, second: &str) -> Vec<(Outcome, Outcome)> {
    let short = |text: &str| {
        let text = edited(text, "horizon = \"4 weeks\"", "horizon = \"3 weeks\"");
        scenario(&edited(&text, "warm-up = \"4 weeks\"", "warm-up = \"2 weeks\""))
    };
    let (first, second) = (short(first), short(second));
    let pair = |r: u32| (simulate(&first, 7, r, false).unwrap(), simulate(&second, 7, r, false).unwrap());
    (0..4).map(pair).collect()
}

/// Trucks are half as many: in each of four pairs containers wait for them, and less is in stock.
#[test]
fn with_half_the_trucks_the_stock_falls() {
    let text = delivered("factory");
    for (all, half) in pairs(&text, &edited(&text, "trucks = 10", "trucks = 5")) {
        let of = |column: &str| (value(&all, column), value(&half, column));
        let (stock, less) = of("melloussa/part_stock.engines");
        assert!(less < 0.95 * stock, "{less} cars of engines in stock with half the trucks, {stock} with all");
        let (wait, longer) = of("haulage/drayage_wait");
        assert!(longer > 2.0 * wait, "{longer} and {wait} min");
    }
}

/// Where trucks are scarce, a part below its safety stock goes before what warehouses want: it is not short, and they wait longer.
#[test]
fn below_the_safety_stock_containers_go_first() {
    let (scarce, safety) = (edited(&delivered("factory"), "trucks = 10", "trucks = 5"), "safety-stock = 1500");
    for (without, with) in pairs(&edited(&scarce, safety, "safety-stock = 0"), &edited(&scarce, safety, "safety-stock = 4000")) {
        let of = |column: &str| (value(&without, column), value(&with, column));
        let (stock, more) = of("melloussa/part_stock.engines");
        let (delay, longer) = of("medhub/container_delay");
        assert!(
            more > 1.02 * stock && longer > 1.02 * delay,
            "{stock} and {more} cars of engines, {delay} and {longer} h for others"
        );
    }
}

/// With too few containers the line stops, for want of nothing else, and makes what they hold.
#[test]
fn a_line_makes_no_more_cars_than_there_are_parts() {
    let outcome = one(&edited(FACTORY, "import-share = 0.12", "import-share = 0.05"));
    let (stop, missing) = (value(&outcome, "f/line_stop"), value(&outcome, "f/part_missing.engines"));
    assert!(stop > 1000.0 && (stop - missing).abs() < 1e-6, "{stop} min, {missing} for want of engines");
    assert!(value(&outcome, "f/part_missing.seats") < 1e-9);
    assert!(value(&outcome, "f/part_stock.engines_min") < 1e-9);
    // All hours of the line are a car's takt, or a stop.
    let (cars, share) = (value(&outcome, "f/cars_made"), value(&outcome, "f/line_stop_share"));
    let scheduled = 8.0 * 7.0 * 16.0 * 60.0;
    assert!((2.0 * cars + stop - scheduled).abs() < 4.0, "{cars} cars, {stop} min of {scheduled}");
    assert!((100.0 * stop / scheduled - share).abs() < 1e-9);
}

/// Containers as share of imports, cars as takt, boxes as demand: a tenth more of one is a tenth more of the other.
#[test]
fn each_demand_moves_its_total() {
    let free = edited(&edited(FACTORY, "order-up-to = 1500", "order-up-to = 900000"), "pipeline = 6000", "");
    let total = |text: &str, column: &str| values(&scenario(text), 4, column).iter().sum::<f64>();
    let engines = "f/part_deliveries.engines";
    let plain = total(&free, engines);
    for (from, to) in [("import-share = 0.12", "import-share = 0.132"), ("[terminal.T]", "[demand]\nvolume = 1.1\n[terminal.T]")]
    {
        let ratio = total(&edited(&free, from, to), engines) / plain;
        assert!((ratio - 1.1).abs() < 0.035, "{to}: {ratio}");
    }
    let usual = outcomes(&scenario(FACTORY), 4);
    let usual = |column: &str| each(&usual, column).iter().sum::<f64>();
    let ratio = total(&edited(FACTORY, "2 min", "132 s"), "f/cars_made") / usual("f/cars_made");
    assert!((ratio - 1.0 / 1.1).abs() < 0.001, "takt: {ratio}");
    let half = total(&edited(FACTORY, "per-truck = 30", "per-truck = 15"), "f/part_deliveries.seats");
    assert!((half / usual("f/part_deliveries.seats") - 2.0).abs() < 0.02);
}

/// Without chance every replication is the same.
#[test]
fn without_chance_there_is_no_spread() {
    let line = r#"
[factory.F]
takt = "1 min"
unloading = "9 min"
part = { seats = { by = "truck", per-car = 2, lead = "30 min", units-per-truck = 20, initial-stock = 10, safety-stock = 0 } }
"#;
    let text = scenario(&format!("{EXACT}{line}"));
    let outcomes: Vec<_> = (0..3).map(|r| simulate(&text, 5, r, true).unwrap().values).collect();
    assert!(outcomes.iter().all(|values| *values == outcomes[0]));
}

/// Columns by name: what is measured at facilities whose tables are written the other way round.
fn by_name(text: &str) -> Vec<(String, Option<f64>)> {
    let outcome = simulate(&scenario(text), 3, 0, false).unwrap();
    let mut all: Vec<_> = outcome.columns.into_iter().map(|it| it.id).zip(outcome.values).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

/// Two factories and their parts in either order; a second pool of trucks and a rail line that nobody uses.
#[test]
fn the_order_of_tables_and_what_nobody_uses_change_nothing() {
    let (head, factory) = FACTORY.split_once("[factory.F]").unwrap();
    let factory = format!("[factory.F]{factory}");
    let (line, parts) = factory.split_once("[factory.F.part.engines]").unwrap();
    let (engines, seats) = parts.split_once("[factory.F.part.seats]").unwrap();
    let (engines, seats) = (format!("[factory.F.part.engines]{engines}"), format!("[factory.F.part.seats]{seats}"));
    let other = |text: &str| text.replace("factory.F", "factory.E");
    let one_way = format!("{head}{line}{engines}{seats}{}{}{}", other(line), other(&engines), other(&seats));
    let other_way = format!("{head}{}{}{}{line}{seats}{engines}", other(line), other(&seats), other(&engines));
    let plain = by_name(&one_way);
    assert_eq!(plain, by_name(&other_way));
    let more = format!("{one_way}\n[drayage.Idle]\ntrucks = 3\n[rail-line.Idler]\n");
    let with_more: Vec<_> = by_name(&more).into_iter().filter(|(id, _)| !id.starts_with("idle")).collect();
    assert_eq!(plain, with_more);
}

/// The cars of the factory and the boxes of the terminal go over one line: where the cars go by themselves, trains wait less.
#[test]
fn car_trains_and_container_trains_share_the_line() {
    let text = edited(&delivered("factory"), "locomotives = 3", "locomotives = 3\nheadway = \"3 h\"");
    let alone = edited(&text, "rail-line = \"Tanger\"\n", "");
    for (shared, alone) in pairs(&text, &alone) {
        let of = |column: &str| (value(&shared, column), value(&alone, column));
        let (wait, shorter) = of("tanger/line_wait");
        assert!(wait > 1.2 * shorter, "{wait} min with the cars, {shorter} min without");
        // L = λ W: trains that wait, averaged over time, and the mean wait of those that set out.
        let (waiting, expected) =
            (value(&shared, "tanger/line_waiting"), of("tanger/line_trains").0 * wait / (3.0 * 168.0 * 60.0));
        assert!((waiting - expected).abs() < 0.03 * waiting, "{waiting} trains wait, {expected} by Little's law");
        // Six container trains a week each way, and 36 with cars.
        let (trains, fewer) = of("tanger/line_trains");
        assert!((trains - 3.0 * 48.0).abs() <= 2.0 && (fewer - 36.0).abs() <= 2.0, "{trains} and {fewer} trains");
    }
}

#[test]
fn what_would_wait_for_ever_is_refused() {
    let refused = |from: &str, to: &str| diagnostics(&edited(FACTORY, from, to));
    assert!(refused("shifts = [1, 1, 0]", "shifts = [0, 0, 0]").contains("nobody ever works"));
    assert!(refused("shifts = [1, 1, 0]", "shifts = [1, 1]").contains("21 for a week"));
    assert!(refused("drayage = \"Haulage\"", "").contains("nobody brings the containers of engines"));
    assert!(refused("order-up-to = 1500", "order-up-to = 0").contains("no container is ever called"));
    assert!(refused("import-share = 0.12", "import-share = 1.2").contains("import-share"));
    assert!(refused("by = \"truck\"", "by = \"truck\"\nimport-share = 0.1").contains("unknown key `import-share`"));
}
