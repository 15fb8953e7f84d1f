//! `darse baseline`: recorded with the code as it is, checked with code in which a change of meaning is planted.

use crate::workbench::{Said, Workbench, execute};
use darse_port::outcome::Violation;
use darse_port::{Outcome, Scenario, simulate};
use darse_runner::exit::Exit;
use darse_runner::model::Model;

type Simulate = fn(&Scenario, u64, u32, bool) -> Result<Outcome, Violation>;

/// The port, in which something means something else.
fn planted(simulate: Simulate) -> Model {
    Model { simulate, ..Model::PORT }
}

/// `plants!(name => |scenario| change)`: a model each, which changes the scenario before it runs.
macro_rules! plants {
    ($($name:ident => |$it:ident| $change:expr;)*) => {
        $(fn $name(scenario: &Scenario, seed: u64, replication: u32, checked: bool) -> Result<Outcome, Violation> {
            let mut $it = scenario.clone();
            $change;
            simulate(&$it, seed, replication, checked)
        })*
        const PLANTS: &[(&str, Simulate)] = &[$((stringify!($name), $name)),*];
    };
}

plants! {
    slower_quay_cranes => |it| it.terminals[0].cranes.cycle = it.terminals[0].cranes.cycle.clone().scaled(1.05).unwrap();
    a_crane_fewer => |it| it.terminals[0].cranes.count -= 1;
    half_the_vehicles => |it| it.terminals[0].transport.count /= 2;
    vehicles_in_km_per_hour => |it| it.terminals[0].transport.speed_laden_m_s /= 3.6;
    a_block_fewer => |it| it.terminals[0].yard.blocks -= 1;
    a_tier_fewer => |it| it.terminals[0].yard.tiers -= 1;
    slower_yard_cranes => |it| it.terminals[0].yard.crane.cycle = it.terminals[0].yard.crane.cycle.clone().scaled(1.2).unwrap();
    minutes_read_as_hours => |it| it.marine.inbound = it.marine.inbound.clone().scaled(60.0).unwrap();
    mooring_twice_as_long => |it| it.terminals[0].quay.mooring = it.terminals[0].quay.mooring.clone().scaled(2.0).unwrap();
    papers_before_the_first_lift => |it| it.terminals[0].quay.start = it.terminals[0].quay.start.clone().scaled(1.5).unwrap();
    no_breakdowns => |it| it.terminals[0].cranes.failures.repair = it.terminals[0].cranes.failures.repair.clone().scaled(0.01).unwrap();
    hatches_twice_as_slow => |it| it.terminals[0].cranes.hatch_cover = it.terminals[0].cranes.hatch_cover.clone().scaled(2.0).unwrap();
    no_twin_lifts => |it| it.terminals[0].cranes.twin_share = 0.0;
    imports_stay_longer => |it| it.terminals[0].gate.import_dwell = it.terminals[0].gate.import_dwell.clone().scaled(1.1).unwrap();
    exports_come_earlier => |it| it.terminals[0].gate.export_lead = it.terminals[0].gate.export_lead.clone().scaled(1.2).unwrap();
    slower_gate => |it| it.terminals[0].gate.check_in = it.terminals[0].gate.check_in.clone().scaled(2.0).unwrap();
    slower_trucks => |it| it.terminals[0].gate.speed_m_s *= 0.8;
    more_boxes => |it| it.demand *= 1.03;
    fewer_twenty_foot_boxes => |it| it.boxes.twenty_foot -= 0.05;
    all_transhipment => |it| it.services.iter_mut().for_each(|service| service.transhipment = 1.0);
    longer_pauses => |it| it.terminals[0].shifts.pause = darse_engine::SimDuration(it.terminals[0].shifts.pause.0 * 2);
    a_wider_gap => |it| it.terminals[0].quay.gap_m += 15.0;
    wind_twice_as_strong => |it| it.weather.mean_m_s *= 2.0;
    one_lift_at_a_time => |it| it.classes.iter_mut().for_each(|class| class.cranes = 1);
    late_changes_of_half_the_boxes => |it| it.terminals[0].transhipment.late_changes = 0.5;
    connections_of_a_week => |it| it.terminals[0].transhipment.connection = darse_engine::SimDuration::hours(168);
    longer_ships => |it| it.classes.iter_mut().for_each(|class| class.loa_m += 20.0);
}

/// What gates here, each within 0.2 %.
const GATES: [&str; 10] = [
    "throughput_quay_teu",
    "ship_turnaround",
    "berth_occupancy",
    "crane_rate_gross",
    "yard_occupancy",
    "dwell_time.import",
    "dwell_time.export",
    "rehandles_per_retrieval",
    "truck_queue_time",
    "truck_terminal_time",
];

/// A baseline of hello over two weeks, 64 replications.
fn recorded() -> Workbench {
    let bench = Workbench::new();
    let hello = bench.arg("hello.toml");
    let gates = GATES.map(|kpi| format!("--gate={kpi}=0.2%"));
    let mut args = vec!["record", &hello, "-n", "64", "--horizon", "2 weeks", "--warm-up", "1 week"];
    args.extend(gates.iter().map(String::as_str));
    let said = baseline(&bench, &Model::PORT, &args);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    bench
}

fn baseline(_: &Workbench, model: &Model, args: &[&str]) -> Said {
    execute(model, &[&["baseline"], args].concat())
}

fn check(bench: &Workbench, model: &Model, more: &[&str]) -> Said {
    let file = bench.arg("baselines/hello.jsonl");
    baseline(bench, model, &[&["check", file.as_str()], more].concat())
}

#[test]
fn unchanged_code_gives_the_same_bits_on_any_number_of_threads() {
    let bench = recorded();
    for threads in ["1", "2", "5"] {
        let said = check(&bench, &Model::PORT, &["--threads", threads]);
        assert_eq!(said.exit, Exit::Success);
        assert!(said.out.starts_with("IDENTICAL: the same bits in 16 of 64 replications"), "{}", said.out);
    }
}

/// Each is shown to have changed, or asks for more replications than there are: none passes.
#[test]
fn no_planted_change_of_meaning_passes() {
    let bench = recorded();
    let (mut passed, mut changed) = (Vec::new(), 0);
    for (name, plant) in PLANTS {
        let said = check(&bench, &planted(*plant), &["--json"]);
        match said.exit {
            Exit::Changed => changed += 1,
            Exit::Inconclusive => {}
            _ => passed.push(format!("{name}: {}", said.out.lines().rfind(|line| line.contains("verdict")).unwrap_or_default())),
        }
    }
    assert!(passed.is_empty(), "{passed:#?}");
    assert!(changed >= 22 && PLANTS.len() >= 26, "{changed} of {} are shown", PLANTS.len());
}

#[test]
fn an_accepted_change_is_the_new_baseline_and_stands_in_the_log() {
    let bench = recorded();
    let file = bench.arg("baselines/hello.jsonl");
    let slower = planted(slower_quay_cranes);
    assert_eq!(check(&bench, &slower, &[]).exit, Exit::Changed);
    assert_eq!(baseline(&bench, &slower, &["accept", &file]).exit, Exit::Invalid, "a reason is needed");
    let said = baseline(&bench, &slower, &["accept", &file, "--reason", "cranes were measured anew"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(check(&bench, &slower, &[]).out.starts_with("IDENTICAL"));
    let log = baseline(&bench, &Model::PORT, &["log", &file]).out;
    assert!(
        log.contains("1. CHANGED") && log.contains("cranes were measured anew") && log.contains("hello/crane_rate_gross"),
        "{log}"
    );
}

#[test]
fn what_is_not_comparable_is_not_compared() {
    let bench = recorded();
    let file = bench.path("baselines/hello.jsonl");
    let text = std::fs::read_to_string(&file).unwrap();
    let hello = std::fs::read_to_string(bench.path("hello.toml")).unwrap();
    bench.write("hello.toml", &format!("{hello}# changed\n"));
    let said = check(&bench, &Model::PORT, &[]);
    assert_eq!(said.exit, Exit::NotComparable);
    assert!(said.err.contains("`sha256`: the text of"), "{}", said.err);
    bench.write("hello.toml", &hello);
    let newer = text.replacen("\"format\":1", "\"format\":2", 1);
    std::fs::write(&file, newer).unwrap();
    assert_eq!(check(&bench, &Model::PORT, &[]).exit, Exit::NotComparable);
    std::fs::write(&file, text.replacen("\"tolerance\":0.002", "\"tolerance\":0.9", 1)).unwrap();
    let said = check(&bench, &Model::PORT, &[]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(said.err.contains("it was edited"), "{}", said.err);
    let again = baseline(&bench, &Model::PORT, &["record", &bench.arg("hello.toml")]);
    assert_eq!(again.exit, Exit::InputOutput, "a baseline is moved by `accept` alone");
}

#[test]
fn reports_for_people_and_servers() {
    let bench = recorded();
    let (markdown, junit) = (bench.arg("report.md"), bench.arg("report.xml"));
    let said = check(&bench, &planted(a_crane_fewer), &["--markdown", &markdown, "--junit", &junit]);
    assert_eq!(said.exit, Exit::Changed, "{}", said.out);
    let markdown = std::fs::read_to_string(markdown).unwrap();
    assert!(
        markdown.starts_with("### `../hello.toml`: CHANGED") && markdown.contains("| hello/ship_turnaround | h |"),
        "{markdown}"
    );
    let junit = std::fs::read_to_string(junit).unwrap();
    assert!(junit.contains("<testsuite name=\"../hello.toml\"") && junit.contains("<failure"), "{junit}");
}
