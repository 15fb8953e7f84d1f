//! `darse sweep`.

use crate::workbench::{HELLO, SYNTHETIC, Said, Workbench, execute};
use darse_runner::exit::Exit;
use darse_runner::model::Model;
use std::process::{Child, Command, Stdio};

const SHORT: [&str; 4] = ["--horizon", "2 days", "--warm-up", "1 day"];
const CRANES: &str = "terminal.Hello.cranes.count=2..3";
const VOLUME: &str = "demand.volume=0.8,1.0,1.2";

fn sweep(bench: &Workbench, model: &Model, out: &str, more: &[&str]) -> Said {
    let (scenario, out) = (bench.arg("hello.toml"), bench.arg(out));
    execute(model, &[&["sweep", &scenario, "--out", &out], more].concat())
}

fn text(bench: &Workbench, run: &str, file: &str) -> String {
    String::from_utf8(bench.files(run)[file].clone()).unwrap()
}

#[test]
fn each_point_is_what_a_run_with_its_levels_gives() {
    let bench = Workbench::new();
    let said = sweep(&bench, &Model::PORT, "swept", &[&SHORT[..], &["-n", "3", "--vary", CRANES, "--vary", VOLUME]].concat());
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.out.contains("6 points, 3 replications of 2 days at each, after a warm-up of 1 day; seed 2024"), "{}", said.out);
    let rows = text(&bench, "swept", "replications.csv");
    assert_eq!(rows.lines().count(), 1 + 6 * 3);
    let point = ["--set", "terminal.Hello.cranes.count=3", "--set", "demand.volume=0.8"];
    let said = bench.run(&Model::PORT, "hello.toml", "alone", &[&SHORT[..], &["-n", "3"], &point].concat());
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let alone: Vec<String> = text(&bench, "alone", "replications.csv").lines().map(str::to_owned).collect();
    let of_the_point: Vec<String> = rows
        .lines()
        .filter_map(|row| row.strip_prefix("3,3,0.8,").or(row.strip_prefix("point,terminal.Hello.cranes.count,demand.volume,")))
        .map(str::to_owned)
        .collect();
    assert_eq!(of_the_point, alone);
    let table = text(&bench, "swept", "sweep.csv");
    assert!(
        table.starts_with("point,terminal.Hello.cranes.count,demand.volume,kpi,unit,n,mean,sd,ci_low,ci_high\n0,2,0.8,"),
        "{table}"
    );
    let manifest = text(&bench, "swept", "manifest.toml");
    let command = "darse run hello.toml --seed 2024 --replications 3 --set 'horizon=2 days' --set 'warm-up=1 day' \
                   --set terminal.Hello.cranes.count=2 --set demand.volume=0.8";
    assert!(manifest.contains(command), "{manifest}");
    assert!(bench.path("swept/plots/hello-crane_rate_gross.svg").is_file());
    assert!(!bench.path("swept.journal").exists());
}

#[test]
fn the_files_do_not_depend_on_threads() {
    let bench = Workbench::new();
    let of = |threads: &str| {
        let more =
            [&SHORT[..], &["-n", "2", "--vary", "terminal.Hello.transport.count=6..14", "--sobol", "4", "--threads", threads]];
        let said = sweep(&bench, &Model::PORT, "swept", &more.concat());
        assert_eq!(said.exit, Exit::Success, "{}", said.err);
        bench.files("swept")
    };
    assert_eq!(of("1"), of("2"));
}

#[test]
fn every_fault_of_every_point_is_reported_before_anything_runs() {
    let bench = Workbench::new();
    let more = [
        "--vary",
        "terminal.Hello.cranes.count=2,-1,many",
        "--vary",
        "demand.volume=1.0,200",
        "--vary",
        "vessel-class.coaster.loa=140 m,5",
    ];
    let said = sweep(&bench, &Model::PORT, "swept", &more);
    assert_eq!((said.exit, said.out.as_str()), (Exit::Invalid, ""));
    for fault in [
        "hello.toml:14:20: error[E0205]: `count` must be between 1 and 200, found `-1`",
        "`count` must be a whole number, found the text `\"many\"`",
        "`volume` must be between 0.01 and 100, found `200`",
        "`loa` needs a length with its unit, found `5`",
        "= note: this is the text with terminal.Hello.cranes.count=-1, demand.volume=1.0, vessel-class.coaster.loa=140 m; and at 3 other points",
        "error: the scenario has errors at 11 of 12 points; nothing was run",
    ] {
        assert!(said.err.contains(fault), "{fault}\n{}", said.err);
    }
    assert_eq!(said.err.matches("error[").count(), 4, "each once: {}", said.err);
    let lines: Vec<&str> = said.err.lines().filter(|line| line.contains("error[")).collect();
    assert!(lines[0].contains(":8:7:") && lines[3].contains(":23:10:"), "by place: {lines:?}");
    assert_eq!(bench.names(), ["hello.toml"]);
}

#[test]
fn what_cannot_be_swept_is_refused() {
    let bench = Workbench::new();
    for (more, why) in [
        (&[][..], "nothing is varied"),
        (&["--vary", "demand.volume=1,2", "--vary", "demand.volume=3,4"], "`demand.volume` is varied twice"),
        (&["--vary", "demand.volume"], "`demand.volume` varies nothing: there is no `=`"),
        (&["--vary", "experiment.seed=1,2"], "`experiment` cannot be varied"),
        (&["--vary", "horizon=1 week,2 weeks"], "`horizon` cannot be varied"),
        (&["--vary", "terminal.Hello.cranes.count=1,2", "--kpi", "speed"], "`speed` is no KPI"),
        (&["--vary", "service.0..1=1,2"], "is no path of keys"),
        (&["--vary", "a=1..300", "--vary", "b=1..300"], "has more than 65536 points"),
    ] {
        let said = sweep(&bench, &SYNTHETIC, "swept", more);
        assert_eq!(said.exit, Exit::Invalid, "{more:?}: {said:?}");
        assert!(said.err.contains(why), "{why}: {}", said.err);
        assert_eq!(bench.names(), ["hello.toml"]);
    }
}

#[test]
fn a_scenario_can_hold_its_sweep() {
    let bench = Workbench::new();
    let table = "\n[sweep]\nvary = [\"demand.volume=0.5..1.5\", \"terminal.Hello.cranes.count=2,3\"]\ndesign = \"latin-hypercube\"\npoints = 7\n";
    bench.write("hello.toml", &format!("{HELLO}{table}"));
    let said = sweep(&bench, &SYNTHETIC, "swept", &["-n", "2", "--json"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((document["design"].as_str(), document["points"].as_array().map(Vec::len)), (Some("latin-hypercube"), Some(7)));
    let said = sweep(&bench, &SYNTHETIC, "grid", &["-n", "2", "--json", "--vary", "demand.volume=1,2"]);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((document["design"].as_str(), document["points"].as_array().map(Vec::len)), (Some("grid"), Some(2)));
    assert_eq!(bench.run(&SYNTHETIC, "hello.toml", "run", &["-n", "2", "-q"]).exit, Exit::Success);
}

#[test]
fn faults_of_the_table_are_reported_at_their_places() {
    let bench = Workbench::new();
    let table = "\n[sweep]\nvary = [\"demand.volume=2..1\", \"x\"]\ndesign = \"lattice\"\npoints = 1\n";
    bench.write("hello.toml", &format!("{HELLO}{table}"));
    let said = execute(&SYNTHETIC, &["check", &bench.arg("hello.toml")]);
    assert_eq!(said.exit, Exit::Invalid);
    let line = HELLO.lines().count() + 3;
    for fault in [
        format!("hello.toml:{line}:9: error[E0207]: `demand.volume=2..1` varies nothing: the first end must be below the second"),
        format!("hello.toml:{line}:31: error[E0207]: `x` varies nothing: there is no `=`"),
        format!("hello.toml:{}:10: error[E0301]: `design` cannot be `lattice`", line + 1),
        format!("hello.toml:{}:10: error[E0205]: `points` must be between 2 and 65536, found `1`", line + 2),
    ] {
        assert!(said.err.contains(&fault), "{fault}\n{}", said.err);
    }
}

#[test]
fn three_factors_and_words_can_be_swept() {
    let bench = Workbench::new();
    let kind = "terminal.Hello.transport.kind=terminal-tractor,shuttle-carrier";
    let more = ["--vary", CRANES, "--vary", VOLUME, "--vary", kind, "-n", "4", "--kpi", "vessel_wait"];
    let said = sweep(&bench, &SYNTHETIC, "swept", &more);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    // The made-up model gives every point the same: nothing to draw.
    let table = std::fs::read_to_string(bench.path("swept/sweep.csv")).unwrap();
    assert_eq!((table.lines().count(), bench.path("swept/plots").exists()), (1 + 12 * 2, false));
    let said = sweep(&bench, &Model::PORT, "words", &[&SHORT[..], &["--vary", kind, "-n", "2"]].concat());
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
}

/// A sweep by the binary, so that it can be killed.
fn begun(bench: &Workbench, out: &str) -> Child {
    let vary = ["--vary", "terminal.Hello.cranes.count=1..3", "--vary", "demand.volume=0.8,1.0"];
    Command::new(env!("CARGO_BIN_EXE_darse"))
        .args(["sweep", "hello.toml", "--out", out, "-n", "20", "--threads", "2"])
        .args(["--horizon", "1 week", "--warm-up", "1 week"])
        .args(vary)
        .current_dir(bench.path("."))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn finished(bench: &Workbench, out: &str) -> String {
    let output = begun(bench, out).wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

/// Killed three times, each time with the journal's end torn and a record in its middle damaged: the same bytes as an undisturbed sweep.
#[test]
fn a_killed_sweep_goes_on_to_the_same_bytes() {
    let bench = Workbench::new();
    finished(&bench, "undisturbed");
    let journal = bench.path("killed.journal");
    for kill in 1..=3 {
        let mut child = begun(&bench, "killed");
        // Head, columns, and some replications; a process that ends before is not the one we want to see killed.
        let lines = || std::fs::read(&journal).map_or(0, |bytes| bytes.iter().filter(|byte| **byte == b'\n').count());
        while lines() < 2 + 10 * kill && child.try_wait().unwrap().is_none() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(journal.is_file(), "it ended before it was killed");
        let mut bytes = std::fs::read(&journal).unwrap();
        let ends: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at).collect();
        bytes[ends[5] + 40] ^= 1;
        bytes.extend_from_slice(b"0123456789abcdef {\"line\":\"repl");
        std::fs::write(&journal, bytes).unwrap();
    }
    let said = finished(&bench, "killed");
    assert!(said.contains("damaged record passed over, and run again"), "{said}");
    assert!(said.contains("going on: ") && said.contains(" of 120 replications are there already"), "{said}");
    assert_eq!(bench.files("killed"), bench.files("undisturbed"));
    assert!(!journal.exists());
}

#[test]
fn a_journal_of_another_design_is_not_thrown_away() {
    let bench = Workbench::new();
    let outcome =
        darse_port::Outcome { columns: Vec::new(), values: Vec::new(), events: 1, trace_hash: 1, pictures: Default::default() };
    let mut journal = darse_runner::journal::Journal::default();
    let lines: String = (0..2).map(|replication| journal.lines("another", replication, &outcome)).collect();
    let text = darse_runner::journal::head(&darse_runner::disk::program_hash()) + &lines;
    bench.write("swept.journal", &text);
    let said = sweep(&bench, &SYNTHETIC, "swept", &["-n", "2", "--vary", VOLUME]);
    assert_eq!(said.exit, Exit::Invalid, "{}", said.err);
    assert!(
        said.err.contains("holds 2 replications of another command, which was interrupted") && said.err.contains("--out"),
        "{}",
        said.err
    );
    assert_eq!(std::fs::read_to_string(bench.path("swept.journal")).unwrap(), text);
    assert!(!bench.path("swept").exists());
}

#[test]
fn a_journal_is_used_by_its_own_build_alone_and_by_one_process() {
    let bench = Workbench::new();
    bench.write("swept.journal", "my notes\n");
    let said = sweep(&bench, &SYNTHETIC, "swept", &["-n", "2", "--vary", VOLUME]);
    assert_eq!(said.exit, Exit::InputOutput, "{}", said.err);
    assert!(said.err.contains("is no journal of darse"), "{}", said.err);
    assert_eq!(std::fs::read_to_string(bench.path("swept.journal")).unwrap(), "my notes\n");
    bench.write("swept.journal", &darse_runner::journal::head("another"));
    let said = sweep(&bench, &SYNTHETIC, "swept", &["-n", "2", "--vary", VOLUME]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.err.contains("is of another build of darse: begun anew"), "{}", said.err);
    let held = std::fs::File::create(bench.path("other.journal")).unwrap();
    held.lock().unwrap();
    let said = sweep(&bench, &SYNTHETIC, "other", &["-n", "2", "--vary", VOLUME]);
    assert_eq!(said.exit, Exit::InputOutput);
    assert!(said.err.contains("is being written by another darse"), "{}", said.err);
}
