//! What happens when something goes wrong: the code, the words, and what is left on the disk.

use crate::synthetic;
use crate::workbench::{SYNTHETIC, Said, Workbench, execute};
use darse_port::outcome::Violation;
use darse_port::{Outcome, Scenario};
use darse_runner::exit::Exit;
use darse_runner::model::Model;
use std::fs;

fn one_panics(_: &Scenario, seed: u64, replication: u32, _: bool) -> Result<Outcome, Violation> {
    assert!(replication != 2, "berth freed twice");
    Ok(synthetic::outcome(7, seed, replication))
}

fn all_panic(_: &Scenario, _: u64, _: u32, _: bool) -> Result<Outcome, Violation> {
    panic!("no port today")
}

fn one_violates(_: &Scenario, seed: u64, replication: u32, checked: bool) -> Result<Outcome, Violation> {
    if checked && replication == 1 {
        return Err(Violation("two vessels share metre 120".to_owned()));
    }
    Ok(synthetic::outcome(7, seed, replication))
}

fn not_a_number(_: &Scenario, seed: u64, replication: u32, _: bool) -> Result<Outcome, Violation> {
    let mut outcome = synthetic::outcome(7, seed, replication);
    outcome.values[3] = Some(f64::NAN);
    Ok(outcome)
}

fn with(simulate: fn(&Scenario, u64, u32, bool) -> Result<Outcome, Violation>) -> Model {
    Model { simulate, ..SYNTHETIC }
}

#[test]
fn a_panic_is_reported_with_the_command_that_replays_it() {
    let bench = Workbench::new();
    let said = bench.run(&with(one_panics), "hello.toml", "out", &["-n", "4", "--seed", "7", "--set", "title=It's"]);
    assert_eq!(said.exit, Exit::FailedReplications);
    assert!(said.err.contains("error: hello.toml: replication 2 panicked at "), "{}", said.err);
    assert!(said.err.contains("berth freed twice\n"), "{}", said.err);
    let replay = format!("replay it with: darse run {} --seed 7 --only 2 --set 'title=It'\\''s'\n", bench.arg("hello.toml"));
    assert!(said.err.contains(&replay), "{}", said.err);
    let files = bench.files("out");
    let rows = String::from_utf8(files["replications.csv"].clone()).unwrap();
    let numbers: Vec<&str> = rows.lines().map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(numbers, ["replication", "0", "1", "3"]);
    assert!(String::from_utf8(files["manifest.toml"].clone()).unwrap().contains("failed = [2]"));
}

#[test]
fn the_replications_that_are_left_are_what_they_would_have_been() {
    let bench = Workbench::new();
    bench.run(&with(one_panics), "hello.toml", "broken", &["-n", "4", "-q"]);
    fn sound(_: &Scenario, seed: u64, replication: u32, _: bool) -> Result<Outcome, Violation> {
        Ok(synthetic::outcome(7, seed, replication))
    }
    bench.run(&with(sound), "hello.toml", "sound", &["-n", "4", "-q"]);
    let rows = |run: &str| String::from_utf8(bench.files(run)["replications.csv"].clone()).unwrap();
    let sound: Vec<String> = rows("sound").lines().filter(|row| !row.starts_with("2,")).map(str::to_owned).collect();
    assert_eq!(rows("broken").lines().collect::<Vec<_>>(), sound);
}

/// Nothing but the scenario is on the bench.
fn left_nothing(bench: &Workbench, said: &Said, exit: Exit) {
    assert_eq!(said.exit, exit, "{said:?}");
    assert_eq!(bench.names(), ["hello.toml"], "{said:?}");
    assert_eq!(said.out, "");
}

#[test]
fn if_every_replication_fails_nothing_is_written() {
    let bench = Workbench::new();
    let said = bench.run(&with(all_panic), "hello.toml", "out", &["-n", "2"]);
    left_nothing(&bench, &said, Exit::FailedReplications);
    assert!(said.err.ends_with("error: every replication failed; nothing was written\n"), "{}", said.err);
}

#[test]
fn a_violated_invariant_ends_with_5_and_only_if_checked() {
    let bench = Workbench::new();
    let said = bench.run(&with(one_violates), "hello.toml", "out", &["-n", "3", "--check"]);
    left_nothing(&bench, &said, Exit::Internal);
    assert!(said.err.contains("replication 1 violates an invariant: two vessels share metre 120"), "{}", said.err);
    assert!(said.err.contains("--only 1 --check\n"), "{}", said.err);
    let said = bench.run(&with(one_violates), "hello.toml", "out", &["-n", "3"]);
    assert_eq!(said.exit, Exit::Success);
}

#[test]
fn a_kpi_that_is_no_number_is_a_bug_of_ours() {
    let bench = Workbench::new();
    let said = bench.run(&with(not_a_number), "hello.toml", "out", &["-n", "2"]);
    left_nothing(&bench, &said, Exit::Internal);
    assert!(said.err.contains("`tc3/vessel_wait.p95` of replication 0 is not a finite number"), "{}", said.err);
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone_before_anything_runs() {
    let bench = Workbench::new();
    fs::create_dir(bench.path("thesis")).unwrap();
    bench.write("thesis/chapter.tex", "years of work");
    let said = bench.run(&with(all_panic), "hello.toml", "thesis", &[]);
    assert_eq!(said.exit, Exit::InputOutput);
    assert!(said.err.contains("is not a run of darse"), "{}", said.err);
    assert!(!said.err.contains("panicked"), "nothing ran: {}", said.err);
    assert_eq!(fs::read_to_string(bench.path("thesis/chapter.tex")).unwrap(), "years of work");
}

#[test]
fn an_earlier_run_is_replaced_and_survives_a_failure() {
    let bench = Workbench::new();
    bench.run(&SYNTHETIC, "hello.toml", "out", &["-n", "2", "-q"]);
    let before = bench.files("out");
    let said = bench.run(&with(all_panic), "hello.toml", "out", &["-n", "2", "-q"]);
    assert_eq!(said.exit, Exit::FailedReplications);
    assert_eq!(bench.files("out"), before);
    bench.run(&SYNTHETIC, "hello.toml", "out", &["-n", "3", "-q"]);
    assert_ne!(bench.files("out"), before);
}

/// A process that is killed while it writes leaves a hidden folder: the next run into the same place removes it, and says so in one line.
#[test]
#[cfg(target_os = "linux")]
fn what_a_killed_process_left_half_written_is_removed_by_the_next_run() {
    let bench = Workbench::new();
    let left = |process: u32| format!(".out.partial-{process}");
    let (dead, living) = (left(1 << 30), left(std::process::id()));
    for args in [&["-n", "2"][..], &["-n", "2", "-q"]] {
        for name in [&dead, &living] {
            fs::create_dir_all(bench.path(name)).unwrap();
            bench.write(&format!("{name}/summary.csv"), "kpi,un");
        }
        let said = bench.run(&SYNTHETIC, "hello.toml", "out", args);
        assert_eq!(said.exit, Exit::Success, "{said:?}");
        let noted: Vec<&str> = said.err.lines().filter(|line| line.contains("half-written")).collect();
        if args.contains(&"-q") {
            assert!(noted.is_empty(), "{noted:?}");
        } else {
            assert!(noted.len() == 1 && noted[0].contains(&dead) && !noted[0].contains(&living), "{}", said.err);
        }
        assert_eq!(bench.names(), [living.as_str(), "hello.toml", "out"]);
    }
}

#[test]
fn a_mistake_in_the_command_line_ends_with_2() {
    let bench = Workbench::new();
    let hello = bench.arg("hello.toml");
    let missing = bench.arg("hullo.toml");
    for args in [
        &["run"][..],
        &["rnu", &hello],
        &["run", &hello, "-n", "0"],
        &["run", &hello, "--threads", "0"],
        &["run", &hello, "--seed", "-1"],
        &["run", &hello, "--seed", "18446744073709551616"],
        &["run", &hello, "--set", "horizon"],
        &["run", &hello, "-n", "2", "--only", "1"],
        &["run", &missing],
        &["check", &missing],
        &["explain", "E9999"],
        &["kpis", "nothing-of-the-kind"],
        &["policies", "nothing-of-the-kind"],
        &["completions", "cmd.exe"],
    ] {
        let said = execute(&SYNTHETIC, args);
        assert_eq!((said.exit, said.out.as_str()), (Exit::Invalid, ""), "{args:?}");
        assert!(said.err.starts_with("error: "), "{args:?}: {}", said.err);
    }
    assert_eq!(bench.names(), ["hello.toml"]);
}

#[test]
fn a_number_below_0_is_said_to_be_out_of_range() {
    let bench = Workbench::new();
    let hello = bench.arg("hello.toml");
    for (args, why) in [
        (&["run", &hello, "-n", "-3"][..], "-3 is not in 1..=1000000"),
        (&["run", &hello, "--seed", "-1"], "invalid value '-1' for '--seed <S>'"),
        (&["run", &hello, "--horizon", "-1d"], "`horizon` must be between 1 h and 520 weeks, found `-1d`"),
        (&["why", &hello, "--truck", "-4"], "there is no truck `-4`: give a number from 1 to "),
        (
            &["select", &hello, "--with", "demand.volume=2", "--kpi", "ship_turnaround", "--delta", "-1"],
            "--delta is a difference above 0",
        ),
        (&["baseline", "rehearse", "b.jsonl", "--checks", "-1"], "-1 is not in 1..=4294967295"),
        (&["baseline", "rehearse", "b.jsonl", "--checks", "0"], "0 is not in 1..=4294967295"),
    ] {
        let said = execute(&Model::PORT, args);
        assert_eq!(said.exit, Exit::Invalid, "{args:?}: {said:?}");
        assert!(said.err.contains(why), "{args:?}: {}", said.err);
    }
}

/// Where there are results to print, they are printed as JSON; where there are none, that is said.
#[test]
fn json_that_is_asked_for_is_given_or_refused() {
    let bench = Workbench::new();
    let (hello, out) = (bench.arg("hello.toml"), bench.arg("hello.jsonl"));
    let record = ["baseline", "record", &hello, "-n", "2", "--horizon", "1 day", "--warm-up", "0 days", "--out", &out];
    let refused = execute(&Model::PORT, &[&record[..], &["--json"]].concat());
    assert!(refused.exit == Exit::Invalid && refused.err.contains("shows no results"), "{refused:?}");
    assert_eq!(execute(&Model::PORT, &record).exit, Exit::Success);
    let said = execute(&Model::PORT, &["baseline", "accept", &out, "--reason", "none", "--json"]);
    assert_eq!(said.exit, Exit::Success, "{said:?}");
    assert!(serde_json::from_str::<serde_json::Value>(&said.out).is_ok(), "{}", said.out);
}

/// There is such a KPI, but not here: an empty table would say that nothing differs. Nobody waits for replications to be told.
#[test]
fn a_kpi_that_the_scenario_does_not_have_is_refused_before_anything_runs() {
    let bench = Workbench::new();
    let (hello, out) = (bench.arg("hello.toml"), bench.arg("out"));
    let model = Model { simulate: all_panic, ..Model::PORT };
    let (one, two) = (["--with", "terminal.Hello.cranes.count=4"], ["--vary", "terminal.Hello.cranes.count=3,4"]);
    for (command, changes, option) in [
        (&["run", &hello, "--precision", "5%"][..], &[][..], "--kpi"),
        (&["compare", &hello], &one, "--kpi"),
        (&["sweep", &hello], &two, "--kpi"),
        (&["sensitivity", &hello, "--morris", "2"], &two, "--kpi"),
        (&["select", &hello, "--delta", "1"], &one, "--kpi"),
        (&["stress", &hello], &[], "--limit"),
        (&["baseline", "record", &hello], &[], "--gate"),
        (&["baseline", "record", &hello], &[], "--exact"),
    ] {
        for (kpi, why) in
            [("tank_level", "is no KPI of this scenario; nothing was run"), ("tank_levle", "is no KPI: `darse kpis` lists them")]
        {
            let named = if option == "--limit" { format!("{kpi}=1") } else { kpi.to_owned() };
            let said = execute(&model, &[command, changes, &[option, &named, "--out", &out]].concat());
            assert_eq!((said.exit, said.out.as_str()), (Exit::Invalid, ""), "{command:?}: {said:?}");
            assert!(said.err.ends_with(&format!("error: {option}: `{kpi}` {why}\n")), "{command:?}: {}", said.err);
            assert_eq!(bench.names(), ["hello.toml"], "{command:?}");
        }
    }
}

/// What varies may bring the facility that has it: one point of several is enough.
#[test]
fn a_kpi_of_one_point_alone_is_known() {
    let bench = Workbench::new();
    let (hello, out) = (bench.arg("hello.toml"), bench.arg("out"));
    let columns = |scenario: &Scenario| {
        let all = darse_port::kpi::columns(scenario).into_iter();
        all.filter(|column| scenario.terminals[0].cranes.count == 4 || column.definition != "vessel_wait").collect()
    };
    let model = Model { columns, simulate: all_panic, ..Model::PORT };
    let vary = ["--vary", "terminal.Hello.cranes.count=3,4", "--kpi", "vessel_wait", "-n", "1"];
    let said = execute(&model, &[&["sweep", &hello, "--out", &out], &vary[..]].concat());
    assert!(said.exit == Exit::FailedReplications && said.err.contains("no port today"), "{said:?}");
}

/// What several commands share is said of each as it is there.
#[test]
fn help_says_of_each_command_what_holds_there() {
    let help = |words: &str| {
        let args: Vec<&str> = words.split(' ').chain(["--help"]).collect();
        execute(&SYNTHETIC, &args).out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for command in ["run", "compare", "sweep", "sensitivity", "stress", "select", "baseline check", "baseline record"] {
        let said = help(command);
        assert_eq!(said.contains("Print results as JSON instead of a table"), command != "baseline record", "{command}: {said}");
        assert_eq!(said.contains("of several scenarios, as a list"), command == "run", "{command}: {said}");
        assert_eq!(said.contains("Independent replications [default: 256]"), command == "baseline record", "{command}: {said}");
    }
}

/// What a command is said to take is what it takes.
#[test]
fn the_usage_of_a_command_for_one_scenario_names_one() {
    let bench = Workbench::new();
    let hello = bench.arg("hello.toml");
    for command in ["sweep", "sensitivity", "stress", "why", "baseline record"] {
        let words: Vec<&str> = command.split(' ').collect();
        let help = execute(&SYNTHETIC, &[&words[..], &["--help"]].concat()).out;
        assert!(help.contains(&format!("Usage: darse {command} [OPTIONS] <SCENARIO>\n")), "{help}");
        let said = execute(&SYNTHETIC, &[&words[..], &[&hello, &hello]].concat());
        assert_eq!((said.exit, said.out.as_str()), (Exit::Invalid, ""), "{command}");
        assert!(said.err.contains(&format!("unexpected argument '{hello}' found")), "{command}: {}", said.err);
    }
    for command in ["run", "compare", "select", "check"] {
        assert!(execute(&SYNTHETIC, &[command, "--help"]).out.contains("<SCENARIO>..."), "{command}");
    }
}

#[test]
fn two_runs_into_one_folder_are_refused() {
    let bench = Workbench::new();
    fs::create_dir(bench.path("a")).unwrap();
    bench.write("a/hello.toml", crate::workbench::HELLO);
    let (one, two, out) = (bench.arg("hello.toml"), bench.arg("a/hello.toml"), bench.arg("out"));
    let said = execute(&SYNTHETIC, &["run", &one, &two, "--out", &out]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(said.err.contains("would both be written to"), "{}", said.err);
    assert_eq!(bench.names(), ["a", "hello.toml"]);
}
