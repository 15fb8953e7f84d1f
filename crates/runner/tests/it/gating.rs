//! `darse baseline`: recorded with the code as it is, checked with code in which a change of meaning is planted.

mod ledger;
mod plants;

use crate::workbench::{Said, Workbench, execute};
use darse_runner::exit::Exit;
use darse_runner::model::Model;
use plants::{HELD, MINUTES_READ_AS_HOURS, PLANTS, Plant, SCARCE, named};
use std::sync::OnceLock;

/// A baseline of hello over two weeks, with so many replications and with these arguments besides.
fn recorded(replications: &str, more: &[&str]) -> Workbench {
    let bench = Workbench::new();
    let hello = bench.arg("hello.toml");
    let args = ["record", &hello, "-n", replications, "--horizon", "2 weeks", "--warm-up", "1 week"];
    let said = baseline(&Model::PORT, &[&args, more].concat());
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    bench
}

/// The one that most tests begin with, 64 replications, recorded once for all of them.
fn usual() -> Workbench {
    static RECORDED: OnceLock<String> = OnceLock::new();
    let file = "baselines/hello.jsonl";
    let text = RECORDED.get_or_init(|| std::fs::read_to_string(recorded("64", &[]).path(file)).unwrap());
    let bench = Workbench::new();
    std::fs::create_dir(bench.path("baselines")).unwrap();
    bench.write(file, text);
    bench
}

fn baseline(model: &Model, args: &[&str]) -> Said {
    execute(model, &[&["baseline"], args].concat())
}

fn check(bench: &Workbench, model: &Model, more: &[&str]) -> Said {
    let file = bench.arg("baselines/hello.jsonl");
    baseline(model, &[&["check", file.as_str()], more].concat())
}

#[test]
fn unchanged_code_gives_the_same_bits_on_any_number_of_threads() {
    let bench = usual();
    for threads in ["1", "2", "5"] {
        let said = check(&bench, &Model::PORT, &["--threads", threads]);
        assert_eq!(said.exit, Exit::Success);
        assert!(said.out.starts_with("IDENTICAL: the same bits in 16 of 64 replications"), "{}", said.out);
    }
}

/// With fewer replications the same bits are seen sooner, and other bits as well; what they mean is left open.
#[test]
fn the_first_replications_show_other_bits() {
    let bench = usual();
    let said = check(&bench, &Model::PORT, &["--first", "2"]);
    assert_eq!(said.exit, Exit::Success);
    assert!(said.out.starts_with("IDENTICAL: the same bits in 2 of 64 replications"), "{}", said.out);
    let said = check(&bench, &PLANTS[0].1, &["--first", "2"]);
    assert!(!said.out.contains("IDENTICAL") && said.exit != Exit::Success, "{}", said.out);
}

/// Checks a baseline with each of these plants.
fn with_each(bench: &Workbench, plants: &[Plant]) -> Vec<(&'static str, Exit)> {
    plants.iter().map(|(name, model)| (*name, check(bench, model, &["--quiet"]).exit)).collect()
}

/// None of them passes, with the KPIs and the tolerances that `record` chooses itself: each is shown to have changed, or asks for
/// more replications than there are.
fn none_passes(told: &[(&'static str, Exit)]) {
    let passed: Vec<_> = told.iter().filter(|(_, exit)| *exit == Exit::Success).collect();
    assert!(passed.is_empty(), "{passed:?} of {told:#?}");
    let known = |exit: &Exit| matches!(exit, Exit::Changed | Exit::Inconclusive);
    assert!(told.iter().all(|(_, exit)| known(exit)), "{told:#?}");
}

#[test]
fn no_planted_change_of_meaning_passes() {
    let told = with_each(&usual(), PLANTS);
    none_passes(&told);
    let changed = told.iter().filter(|(_, exit)| *exit == Exit::Changed).count();
    assert!(changed >= 25 && PLANTS.len() >= 29, "{changed} of {} are shown: {told:#?}", PLANTS.len());
}

/// Where one duration is read so, the gate sees it (`way_in_read_in_hours`). Where all are, no scenario is read at all: the reader's
/// own defaults break the bounds it has for them.
#[test]
fn minutes_read_as_hours_do_not_come_as_far_as_the_gate() {
    let bench = recorded("16", &[]);
    let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&bench, &MINUTES_READ_AS_HOURS, &[]).exit));
    darse_port::canary::plant(None);
    assert!(told.is_err(), "{told:?}");
}

/// These mean nothing where nobody waits at the gate or for a tug: here some do.
#[test]
fn no_planted_change_of_the_gate_or_the_tugs_passes_where_these_are_scarce() {
    none_passes(&with_each(&recorded("64", &SCARCE), HELD));
}

#[test]
fn an_accepted_change_is_the_new_baseline_and_stands_in_the_log() {
    let bench = usual();
    let file = bench.arg("baselines/hello.jsonl");
    let slower = named("slower_quay_cranes");
    assert_eq!(check(&bench, &slower, &[]).exit, Exit::Changed);
    assert_eq!(baseline(&slower, &["accept", &file]).exit, Exit::Invalid, "a reason is needed");
    let said = baseline(&slower, &["accept", &file, "--reason", "cranes were measured anew"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(check(&bench, &slower, &[]).out.starts_with("IDENTICAL"));
    let log = baseline(&Model::PORT, &["log", &file]).out;
    assert!(
        log.contains("1. CHANGED") && log.contains("cranes were measured anew") && log.contains("hello/crane_rate_gross"),
        "{log}"
    );
}

#[test]
fn what_is_not_comparable_is_not_compared() {
    let bench = usual();
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
    let again = baseline(&Model::PORT, &["record", &bench.arg("hello.toml")]);
    assert_eq!(again.exit, Exit::InputOutput, "a baseline is moved by `accept` alone");
}

#[test]
fn reports_for_people_and_servers() {
    let bench = usual();
    let (markdown, junit) = (bench.arg("report.md"), bench.arg("report.xml"));
    let said = check(&bench, &named("a_crane_fewer"), &["--markdown", &markdown, "--junit", &junit]);
    assert_eq!(said.exit, Exit::Changed, "{}", said.out);
    let markdown = std::fs::read_to_string(markdown).unwrap();
    assert!(
        markdown.starts_with("### `../hello.toml`: CHANGED") && markdown.contains("| hello/ship_turnaround | h |"),
        "{markdown}"
    );
    let junit = std::fs::read_to_string(junit).unwrap();
    assert!(junit.contains("<testsuite name=\"../hello.toml\"") && junit.contains("<failure"), "{junit}");
}
