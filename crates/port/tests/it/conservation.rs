//! No box is lost, no two ships share a metre, no crane crosses, nobody waits for what is free: looked at every hour.

use crate::workbench::{delivered, edited, scenario, value};
use darse_engine::{Draw, Stream, Streams};
use darse_port::{Outcome, Scenario, simulate};

fn checked(scenario: &Scenario, seed: u64) -> Outcome {
    simulate(scenario, seed, 0, true).unwrap_or_else(|violation| panic!("{}: {}", scenario.title, violation.0))
}

fn weeks(name: &str, warm_up: u32, horizon: u32) -> Scenario {
    let mut it = scenario(&delivered(name));
    it.warm_up = darse_engine::SimDuration::hours(168 * u64::from(warm_up));
    it.horizon = darse_engine::SimDuration::hours(168 * u64::from(horizon));
    it
}

#[test]
fn hello() {
    assert!(value(&checked(&weeks("hello", 3, 4), 1), "calls_served") > 20.0);
}

#[test]
fn reference() {
    assert!(value(&checked(&weeks("reference", 4, 2), 1), "calls_served") > 20.0);
}

#[test]
fn a_factory_and_the_free_zone() {
    assert!(value(&checked(&weeks("factory", 2, 2), 1), "cars_made") > 10_000.0);
    assert!(value(&checked(&weeks("free-zone", 2, 2), 1), "zone/drayage_jobs") > 500.0);
}

#[test]
fn tc3() {
    assert!(value(&checked(&weeks("tanger-med-tc3", 1, 3), 1), "calls_served") > 50.0);
}

#[test]
fn tc4() {
    assert!(value(&checked(&weeks("tanger-med-tc4", 1, 1), 1), "calls_served") > 40.0);
}

#[test]
fn tc3_at_twice_its_demand_fills_its_yard_and_breaks_nothing() {
    let text = edited(&delivered("tanger-med-tc3"), "[vessel-class]", "[demand]\nvolume = 2\n\n[vessel-class]");
    let text = edited(&text, "horizon = \"52 weeks\"\nwarm-up = \"4 weeks\"", "horizon = \"4 weeks\"\nwarm-up = \"1 week\"");
    let outcome = checked(&scenario(&text), 1);
    assert!(value(&outcome, "tc3/yard_occupancy.p95") > 75.0, "the yard fills");
    assert!(value(&outcome, "tc3/vessel_wait") > 24.0, "ships wait");
}

const SMALL: Stream = Stream::named("small scenarios");

fn one_of<'a>(draw: &mut Draw, among: &[&'a str]) -> &'a str {
    among[draw.index(among.len() as u32) as usize]
}

fn between(draw: &mut Draw, low: u32, high: u32) -> u32 {
    low + draw.index(high - low + 1)
}

/// A small terminal drawn at random; `kind` and `policies` go through all there are.
fn small(number: u32) -> String {
    let draw = &mut Streams::new(11, number).of(SMALL, 0, 0);
    let kinds = ["terminal-tractor", "agv", "lift-agv", "shuttle-carrier", "straddle-carrier"];
    let kind = kinds[number as usize % kinds.len()];
    let cranes = between(draw, 1, 4);
    let (vehicles, dedicated) = (cranes * between(draw, 1, 5), one_of(draw, &["pooled", "dedicated"]));
    let tiers = between(draw, 2, 5);
    let (blocks, rows, bays) = (between(draw, 1, 3), between(draw, 3, 6), 2 * between(draw, 6, 9));
    // Boxes of half a week: from a yard that is nearly empty to one that is nearly full.
    let fill = [0.2, 0.4, 0.6][number as usize % 3];
    let calls_per_week = 7.0 / 2.0 + 7.0 / 3.0;
    let discharge = (fill * f64::from(blocks * rows * bays * tiers) / 1.6 / calls_per_week).max(4.0) as u32;
    let (berth_policy, crane_policy, dispatching, block_choice, stacking, job_order, loading) = (
        one_of(draw, &["first-come", "first-fit", "priority", "nearest-to-boxes"]),
        one_of(draw, &["most-work-left", "even", "keep-until-done"]),
        one_of(draw, &["longest-waiting", "nearest", "neediest"]),
        one_of(draw, &["balanced", "nearest", "emptiest"]),
        one_of(draw, &["segregated", "by-departure", "nearest"]),
        one_of(draw, &["first-come", "quay-first", "nearest-bay"]),
        one_of(draw, &["side", "end"]),
    );
    let berths = one_of(draw, &["", "berths = [\"200 m\", \"180 m\"]"]);
    let (lift, per_block, appointments) = (
        one_of(draw, &["single", "twin", "dual-trolley"]),
        between(draw, 1, 2),
        one_of(draw, &["", "appointments-per-hour = 6"]),
    );
    let (reefer_bays, dangerous_bays, empty_bays) = (between(draw, 0, 1), between(draw, 0, 1), between(draw, 0, 1));
    let (ahead, buffer, points) = (between(draw, 1, 6), between(draw, 1, 4), between(draw, 1, 4));
    format!(
        r#"
title = "small {number}: {kind}, {stacking}, {loading}, {per_block} yard cranes, {tiers} tiers, fill {fill}"
horizon = "3 weeks"
warm-up = "1 week"
weather.wind = "9 m/s"
vessel-class.coaster = {{ loa = "140 m", draught = "8 m", bays = 6, cranes = 2 }}
vessel-class.longer = {{ loa = "175 m", draught = "9 m", bays = 9, cranes = 3 }}

[terminal.T]
quay = {{ length = "380 m", policy = "{berth_policy}" }}
cranes = {{ count = {cranes}, policy = "{crane_policy}", lift = "{lift}" }}
transport = {{ kind = "{kind}", count = {vehicles}, use = "{dedicated}", dispatching = "{dispatching}", look-ahead = {ahead}, buffer = {buffer}, transfer-points = {points} }}
gate = {{ dual-share = 0.5, import-dwell = {{ lognormal = {{ mean = "2 days", cv = 0.6 }} }}, export-lead = {{ lognormal = {{ mean = "3 days", cv = 0.4 }} }} }}
transhipment = {{ late-changes = 0.1 }}

[terminal.T.yard]
blocks = {blocks}
bays = {bays}
rows = {rows}
tiers = {tiers}
reefer-bays = {reefer_bays}
dangerous-bays = {dangerous_bays}
empty-bays = {empty_bays}
block-choice = "{block_choice}"
stacking = "{stacking}"
job-order = "{job_order}"
loading = "{loading}"
crane = {{ per-block = {per_block} }}

[service.north]
terminal = "T"
class = "coaster"
every = "2 days"
discharge = {discharge}
exports = {discharge}
transhipment = 0.5
priority = 2

[service.south]
terminal = "T"
class = "longer"
every = "3 days"
discharge = {discharge}
exports = 3
transhipment = 0.9
"#
    )
    .replace("quay = { length", &format!("quay = {{ {berths}{} length", if berths.is_empty() { "" } else { "," }))
    .replace("gate = { dual", &format!("gate = {{ {appointments}{} dual", if appointments.is_empty() { "" } else { "," }))
}

#[test]
fn small_terminals_of_every_make() {
    for number in 0..30 {
        let scenario = scenario(&small(number));
        let outcome = checked(&scenario, u64::from(number));
        let served = value(&outcome, "calls_served");
        assert!(served > 8.0, "{}: {served} calls served", scenario.title);
    }
}
