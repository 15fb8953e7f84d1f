//! `darse verify`: what it prints, how it ends, what it says of bad input, and that its own cases are complete.

use crate::workbench::{SYNTHETIC, Said, Workbench, execute};
use darse_runner::exit::Exit;
use darse_runner::verify::{Case, Extent, FAMILIES, own, read};
use std::collections::BTreeSet;
use std::path::Path;

/// Verifies the cases of a text.
fn verified(cases: &str, more: &[&str]) -> Said {
    let bench = Workbench::new();
    bench.write("cases.json", cases);
    let file = bench.arg("cases.json");
    let mut args = vec!["verify", "--cases", &file];
    args.extend(more);
    let said = execute(&SYNTHETIC, &args);
    Said { err: said.err.replace(&file, "cases.json"), ..said }
}

/// One loop of constant times: two trucks move 2 × 3600 / 400 = 18 an hour.
fn round_trips(expected: f64) -> String {
    format!(
        r#"{{"cases": [{{"id": "loop", "family": "DeterministicLoop", "expected": {{"N2": {{"moves_per_h": {expected}}}, "trunc": 3}},
        "params": {{"crane_s": 60, "yard_s": 40, "travel_round_trip_s": 300, "trucks": [2]}}}}]}}"#
    )
}

#[test]
fn a_right_case_passes_in_json() {
    let said = verified(&round_trips(18.0), &["--json"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    insta::assert_snapshot!(said.out);
}

#[test]
fn a_wrong_case_ends_with_5() {
    let said = verified(&round_trips(18.0001), &[]);
    assert_eq!(said.exit.code(), 5, "{}", said.out);
    assert!(said.out.contains("FAIL") && said.out.ends_with("1 failed, 0 too vague\n"), "{}", said.out);
}

fn loss(blocked: f64) -> String {
    format!(
        r#"[{{"id": "bays", "family": "ErlangB", "params": {{"servers": 3, "arrival_rate_per_h": 2.5, "service_mean_h": 1}},
        "expected": {{"P_block": {blocked}}}}}]"#
    )
}

/// Erlang's loss formula gives 0.28217 for 2.5 erlang and three bays; 2 % more is found to be wrong.
#[test]
fn a_queue_is_told_from_one_that_is_nearly_right() {
    assert_eq!(verified(&loss(0.282_167_042_9), &[]).exit, Exit::Success);
    let said = verified(&loss(0.282_167_042_9 * 1.02), &[]);
    assert_eq!(said.exit.code(), 5);
    assert!(said.out.contains("P_block (constant service)"), "{}", said.out);
}

#[test]
fn results_do_not_depend_on_threads() {
    let [one, three] = ["1", "3"].map(|threads| verified(&loss(0.282_167_042_9), &["--json", "--threads", threads]).out);
    assert_eq!(one, three);
}

#[test]
fn bad_input_is_named_and_ends_with_2() {
    let case = |family: &str, params: &str| {
        format!(r#"[{{"id": "x-7", "family": "{family}", "params": {params}, "expected": {{"Wq": 1}}}}]"#)
    };
    for (cases, said) in [
        ("[]".to_owned(), "cannot read `cases.json`: it holds no case"),
        ("[{]".to_owned(), "cannot read `cases.json`: it is no JSON: key must be a string at line 1 column 3"),
        (case("MMd", "{}"), "case `x-7` is of the unknown family `MMd`; known are MMc, ErlangB, MMcK"),
        (case("MMc", r#"{"arrival_rate_per_h": 1, "service_mean_h": 1}"#), "case `x-7`: parameter `servers` is missing"),
        (case("MMc", r#"{"arrival_rate_per_h": -1}"#), "case `x-7`: parameter `arrival_rate_per_h` must be above 0, found -1"),
        (
            case("MMc", r#"{"arrival_rate_per_h": 2, "service_mean_h": 1, "servers": 1.5}"#),
            "case `x-7`: parameter `servers` must be a whole number of 1 or more, found 1.5",
        ),
        (
            case("MMc", r#"{"arrival_rate_per_h": 2, "service_mean_h": 1, "servers": 1}"#),
            "case `x-7`: its load is 2.0000; below 1 there is a steady state",
        ),
        (
            case("StudentInterval", r#"{"data": [1, 2, 4], "level": 0.9}"#),
            "case `x-7`: none of the quantities it expects is one of its family",
        ),
        (
            case("MMc", r#"{"arrival_rate_per_h": 0.2, "service_mean_h": 1, "servers": 1, "arrival": "uniform"}"#),
            "`cases.json`: case `x-7`: parameter `arrival` is `exponential` in the family `MMc`, and cannot be other",
        ),
        (
            case("MDc", r#"{"arrival_rate_per_h": 0.2, "service_h": 1, "servers": 1, "arrival": "exponential"}"#),
            "`cases.json`: case `x-7`: parameter `arrival` is none that the family `MDc` reads",
        ),
        (
            case("MG1", r#"{"arrival_rate_per_h": 0.2, "service": {"kind": "exp", "mean": 1, "cv": 2}}"#),
            "case `x-7`: parameter `service.cv` is none that the family `MG1` reads",
        ),
        (
            case("ErlangB", r#"{"arrival_rate_per_h": 2, "service_mean_h": 1.5, "servers": 3, "offered_load_erl": 2}"#),
            "case `x-7`: parameter `offered_load_erl` is 3 by the others, found 2",
        ),
        (
            case("StudentInterval", r#"{"data": [1, 2, 4], "level": 0.1}"#).replace("\"Wq\": 1", "\"Wq\": 1, \"mean\": 2.5"),
            "`cases.json`: case `x-7`: it expects `Wq`, which the family `StudentInterval` does not measure",
        ),
        (
            case("MG1", r#"{"arrival_rate_per_h": 0.2, "service": {"kind": "cauchy"}}"#),
            "case `x-7`: parameter `service` is of an unknown kind `cauchy`; known are exp, det",
        ),
    ] {
        let found = verified(&cases, &[]);
        assert_eq!(found.exit.code(), 2, "{}", found.err);
        assert!(found.err.contains(said), "{}\nnot\n{said}", found.err);
    }
    let nothing = execute(&SYNTHETIC, &["verify", "--only", "nothing*"]);
    assert!(nothing.exit.code() == 2 && nothing.err.contains("no case and no family matches `nothing*`"), "{}", nothing.err);
    let missing = execute(&SYNTHETIC, &["verify", "--cases", "nowhere.json"]);
    assert!(missing.exit.code() == 2 && missing.err.contains("cannot read `nowhere.json`: no such file"), "{}", missing.err);
}

#[test]
fn own_cases_of_one_family_run_without_a_file() {
    let said = execute(&SYNTHETIC, &["verify", "--only", "StudentInterval*"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.out);
    assert!(said.out.contains("published 0.24"), "{}", said.out);
}

#[test]
fn every_family_has_a_quick_case_and_every_case_a_name_and_a_source() {
    let (quick, full) = (own(Extent::Quick).unwrap(), own(Extent::Full).unwrap());
    let families: BTreeSet<&str> = quick.iter().map(|case| case.family.as_str()).collect();
    assert_eq!(families, FAMILIES.into_iter().collect());
    let names: BTreeSet<&str> = full.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(names.len(), full.len());
    assert!(full.iter().all(|case| case.source.len() > 5), "a case without a source");
    assert!(quick.len() < full.len());
}

/// The project's figures beside the tables they are kept with, where these are at hand.
#[test]
fn own_cases_agree_with_the_shared_ones() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/validation/queue_open.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        eprintln!("left out: there is no ../shared/validation beside this repository");
        return;
    };
    let ours = own(Extent::Full).unwrap();
    let of = |case: &Case| {
        let id = case.id.replace("-o", "-");
        ours.iter().find(|it| it.id == id && it.family == case.family).unwrap_or_else(|| panic!("there is no {id}")).clone()
    };
    for case in read(&text).unwrap() {
        let own = of(&case);
        for (name, expected) in &own.expected {
            let theirs = case.expects(name).unwrap_or_else(|| panic!("{}: {name}", case.id));
            assert!((theirs - expected).abs() <= 1e-9 * theirs.abs(), "{}: {name} {expected} {theirs}", case.id);
        }
    }
}
