//! Power: what feeders supply adds up, and where they are too small those wait who have to, by the stated rule.

use crate::workbench::{each, edited, outcomes, scenario, value};
use darse_port::{Outcome, simulate};

/// A terminal with reefers, electric yard cranes and ships that plug in, on a feeder that is ample.
pub const SUPPLIED: &str = r#"
horizon = "6 weeks"
warm-up = "2 weeks"
weather.wind = "0 m/s"
boxes = { reefer = 0.05, twenty-foot = 0.0 }
vessel-class.ship = { loa = "200 m", draught = "10 m", cranes = 3, hotelling = "1 MW" }

[feeder.F]
limit = "100 MW"

[terminal.T]
quay = { length = "600 m" }
cranes = { count = 5, power = "200 kW" }
transport = { count = 30 }
yard = { blocks = 16, reefer-bays = 4, crane = { power = "100 kW" } }

[service]
a = { terminal = "T", class = "ship", first = "Mon 00:00", every = "2 days", discharge = 400, exports = 60 }
b = { terminal = "T", class = "ship", first = "Mon 16:00", every = "2 days", discharge = 400, exports = 60 }
c = { terminal = "T", class = "ship", first = "Tue 08:00", every = "2 days", discharge = 400, exports = 60 }
"#;

const HOURS: f64 = 6.0 * 7.0 * 24.0;

fn run(text: &str, replication: u32) -> Outcome {
    simulate(&scenario(text), 5, replication, true).unwrap()
}
fn energy(outcome: &Outcome) -> [f64; 4] {
    ["reefers", "cranes", "ships", "vehicles"].map(|kind| value(outcome, &format!("f/feeder_energy.{kind}")))
}
fn waits(outcome: &Outcome) -> [f64; 4] {
    ["reefers", "cranes", "ships", "vehicles"].map(|kind| value(outcome, &format!("f/power_wait.{kind}")))
}

/// An ample feeder limits nothing: all that is not power is as if there were none.
#[test]
fn an_ample_feeder_changes_nothing_else() {
    let ample = outcomes(&scenario(SUPPLIED), 2);
    let without = outcomes(&scenario(&edited(SUPPLIED, "[feeder.F]\nlimit = \"100 MW\"\n", "")), 2);
    for kpi in ["t/ship_turnaround", "t/crane_rate_gross", "t/yard_occupancy", "throughput_quay_teu", "t/truck_terminal_time"] {
        assert_eq!(each(&ample, kpi), each(&without, kpi), "{kpi}");
    }
}

/// Energy by kind is what each draws for as long as it does: ships 1 MW alongside without their moorings, yard cranes 100 kW while
/// they are busy, reefers 4 kW for as long as they stand there, by Little's law.
#[test]
fn energy_is_power_for_a_time() {
    let all_reefers = edited(SUPPLIED, "reefer = 0.05", "reefer = 1.0, empty = 0.0, dangerous = 0.0");
    let all_reefers = edited(&all_reefers, "reefer-bays = 4", "reefer-bays = 19, dangerous-bays = 0");
    let outcome = run(&all_reefers, 0);
    assert_eq!(waits(&outcome).map(f64::to_bits), [0; 4]);
    let [reefers, cranes, ships, vehicles] = energy(&outcome);
    assert!((value(&outcome, "electricity") / (reefers + cranes + ships) - 1.0).abs() < 1e-12 && vehicles < 1e-12);
    let slots = 16.0 * 40.0 * 6.0 * 5.0;
    let stacked = value(&outcome, "t/yard_occupancy") / 100.0 * slots / 2.0;
    assert!((reefers / (stacked * 4e-3 * HOURS) - 1.0).abs() < 1e-6, "{reefers} MWh, {stacked} boxes of 40 ft stand there");
    let yard_cranes = value(&outcome, "t/yard_crane_utilisation") / 100.0 * 16.0 * HOURS * 0.1;
    let at_bays = (cranes - yard_cranes) / 0.2;
    let assigned = value(&outcome, "t/crane_utilisation") / 100.0 * 5.0 * HOURS;
    assert!(at_bays < assigned && at_bays > 0.85 * assigned, "{at_bays} crane-hours at bays, {assigned} assigned");
    let alongside = value(&outcome, "t/gross_berth_hours") * value(&outcome, "t/calls_served");
    let moorings = 1.5 * value(&outcome, "t/calls_served");
    assert!((ships / (alongside - moorings) - 1.0).abs() < 0.05, "{ships} MWh at 1 MW, {alongside} h alongside");
    assert!(value(&outcome, "shore_power_share") > 99.999);
}

/// Half of what is drawn at the peak: machines have theirs, reefers do without now and then, ships for longer.
#[test]
fn ships_are_shed_before_reefers_and_these_before_cranes() {
    for replication in 0..3 {
        let ample = run(SUPPLIED, replication);
        let half = format!("{:.3} MW", 0.5 * value(&ample, "f/feeder_load.max"));
        let scarce = run(&edited(SUPPLIED, "100 MW", &half), replication);
        assert!(value(&scarce, "f/feeder_load.max") <= 100.0 + 1e-9);
        let [reefers, cranes, ships, _] = waits(&scarce);
        assert!(ships > 10.0, "{reefers} reefer-h, {cranes} crane-h, {ships} ship-h with {half}");
        assert!(value(&scarce, "shore_power_share") < value(&ample, "shore_power_share") - 1.0);
        assert!(value(&scarce, "co2") > value(&scarce, "electricity") * 0.6 + 0.69 * 0.9 * ships, "their engines run");
        let unplugged = energy(&ample)[0] - energy(&scarce)[0];
        assert!((reefers - unplugged / 4e-3).abs() < 0.05 * reefers + 50.0, "{reefers} reefer-h unplugged, {unplugged} MWh less");
    }
}

/// All five quay cranes and four of the sixteen yard cranes may work at once, and reefers have nothing when they do: ships stay longer.
#[test]
fn where_cranes_wait_ships_stay_longer() {
    for replication in 0..3 {
        let (scarce, ample) = (run(&edited(SUPPLIED, "100 MW", "1.4 MW"), replication), run(SUPPLIED, replication));
        let (longer, usual) = (value(&scarce, "t/ship_turnaround"), value(&ample, "t/ship_turnaround"));
        let [reefers, cranes, ..] = waits(&scarce);
        assert!(
            cranes > 10.0 && reefers > 100.0 && longer > usual + 0.2,
            "{longer} h, {usual} h, {cranes} crane-h, {reefers} reefer-h"
        );
    }
}

/// By hand from the other KPIs: factors 600 and 690 g/kWh and 2.67 kg/l.
#[test]
fn carbon_dioxide_is_electricity_engines_and_diesel() {
    let outcome = run(&edited(SUPPLIED, "limit = \"100 MW\"", "limit = \"100 MW\"\nshore-power = []"), 0);
    let alone = value(&outcome, "electricity") * 0.6 + value(&outcome, "diesel") * 2.67e-3;
    let engines = value(&outcome, "co2") - alone;
    let hours = value(&outcome, "t/gross_berth_hours") * value(&outcome, "t/calls_served");
    assert!(value(&outcome, "shore_power_share").abs() < 1e-12);
    assert!(engines > 0.69 * 0.8 * hours && engines < 0.69 * hours, "{engines} t of ships alongside for {hours} h at 1 MW");
    let rails = edited(SUPPLIED, "crane = { power = \"100 kW\" }", "crane = { power = \"0 kW\", diesel = 1.0 }");
    assert!(value(&run(&rails, 0), "diesel") > value(&outcome, "diesel") * 1.5, "yard cranes on diesel burn some");
}

/// Every 20 km a vehicle charges for half an hour at 100 kW: as often as metres driven say. With one charger they queue.
#[test]
fn vehicles_charge_as_often_as_they_drive() {
    let battery = "count = 30, battery = { range = \"20 km\", chargers = 30, power = \"100 kW\", charging = \"30 min\" }";
    let electric = edited(SUPPLIED, "count = 30", battery);
    let outcome = run(&electric, 0);
    let diesel_km = value(&run(SUPPLIED, 0), "diesel") / 4.0; // 4 l a kilometre, and yard cranes burn none
    let charges = energy(&outcome)[3] / 0.05;
    assert!((charges / (diesel_km / 20.0) - 1.0).abs() < 0.05, "{charges} charges, {diesel_km} km");
    assert!(value(&outcome, "diesel").abs() < 1e-9);
    let few = run(&edited(&electric, "chargers = 30", "chargers = 1"), 0);
    assert!(value(&few, "t/crane_rate_gross") < value(&outcome, "t/crane_rate_gross") - 0.3);
}
