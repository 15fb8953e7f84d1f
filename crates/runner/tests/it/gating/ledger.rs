//! The file: drifts that add up, and what becomes of a check when it was tampered with.

use super::plants::Plant;
use super::{baseline, check, recorded};
use darse_port::simulate;
use darse_runner::exit::Exit;
use darse_runner::model::Model;

/// `drifts!(factor, …)`: models whose quay cranes take so many times as long.
macro_rules! drifts {
    ($($factor:literal),*) => {
        [$((stringify!($factor), Model {
            simulate: |scenario, seed, replication, checked| {
                let mut it = scenario.clone();
                it.terminals[0].cranes.cycle = it.terminals[0].cranes.cycle.clone().scaled($factor).unwrap();
                simulate(&it, seed, replication, checked)
            },
            ..Model::PORT
        })),*]
    };
}

/// The cycle, which may move by 1 %, moves by 0.9 % five times, and each time it is accepted. Every step by itself is a drift; from
/// the second on they are more than the tolerance together, and no later one passes.
#[test]
fn five_drifts_of_nine_tenths_of_the_tolerance_turn_the_ledger_red() {
    let bench = recorded("16", &["--gate", "crane_cycle=1%"]);
    let file = bench.arg("baselines/hello.jsonl");
    let steps: [Plant; 5] = drifts!(1.009, 1.018081, 1.027243729, 1.036488923, 1.045817323);
    for (step, (factor, model)) in steps.iter().enumerate() {
        let said = check(&bench, model, &[]);
        assert!(said.out.contains("DRIFT: within the tolerance, but shown to differ"), "{factor}: {}", said.out);
        let is_red = step > 0;
        assert_eq!(said.exit, if is_red { Exit::Changed } else { Exit::Success }, "{factor}: {}", said.out);
        assert_eq!(said.out.contains("the ledger is RED"), is_red, "{factor}: {}", said.out);
        let accepted = baseline(model, &["accept", &file, "--reason", &format!("cycle times {factor}"), "--quiet"]);
        assert_eq!(accepted.exit, Exit::Success, "{}", accepted.err);
    }
    let said = check(&bench, &steps[4].1, &[]);
    assert!(said.exit == Exit::Changed && said.out.starts_with("IDENTICAL") && said.out.contains("RED"), "{}", said.out);
    let log = baseline(&Model::PORT, &["log", &file]).out;
    assert!(log.contains("5. DRIFT") && log.contains("hello/crane_cycle  +4.6") && log.contains("RED"), "{log}");
    // Anchored anew, what was accepted is what counts from now on.
    let anchored = baseline(&Model::PORT, &["accept", &file, "--reason", "measured anew", "--anchor", "--quiet"]);
    assert_eq!(anchored.exit, Exit::Success, "{}", anchored.err);
    assert_eq!(check(&bench, &Model::PORT, &[]).exit, Exit::Success);
}

/// A line deleted, a digit edited, two replications swapped: refused, with 2 or 4, before anything runs.
#[test]
fn a_baseline_that_was_tampered_with_is_refused() {
    let bench = recorded("16", &[]);
    let text = std::fs::read_to_string(bench.path("baselines/hello.jsonl")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut tampered: Vec<(String, String)> = Vec::new();
    let mut push = |how: String, lines: &[&str]| tampered.push((how, lines.join("\n") + "\n"));
    for at in 0..lines.len() {
        push(format!("line {at} deleted"), &[&lines[..at], &lines[at + 1..]].concat());
    }
    let replications: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].starts_with("{\"line\":\"replication\"")).collect();
    assert_eq!(replications.len(), 16);
    for pair in replications.windows(2) {
        let mut swapped = lines.clone();
        swapped.swap(pair[0], pair[1]);
        push(format!("lines {pair:?} swapped"), &swapped);
    }
    let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    for at in digits.iter().step_by(97) {
        let other = if text[*at..].starts_with('7') { "8" } else { "7" };
        tampered.push((format!("digit {at} edited"), format!("{}{other}{}", &text[..*at], &text[at + 1..])));
    }
    for (how, text) in tampered {
        std::fs::write(bench.path("baselines/hello.jsonl"), text).unwrap();
        let exit = check(&bench, &Model::PORT, &[]).exit;
        assert!(matches!(exit, Exit::Invalid | Exit::NotComparable), "{how}: {exit:?}");
    }
}
