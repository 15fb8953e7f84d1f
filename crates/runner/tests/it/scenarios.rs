//! How a scenario is read: overrides, diagnostics, `check`, and the commands that only say something.

use crate::workbench::{HELLO, SYNTHETIC, Workbench, execute};
use darse_port::scenario::{Diagnostic, Files, Loaded, Severity};
use darse_runner::exit::Exit;
use darse_runner::model::Model;

/// A loader that finds fault with every `bad` and warns of every `odd`.
fn fault_finder(name: &str, text: &str, _: &mut dyn Files) -> Loaded {
    let mut diagnostics = Vec::new();
    for (line, excerpt) in text.lines().enumerate() {
        for (word, severity, code) in [("bad", Severity::Error, "E0999"), ("odd", Severity::Warning, "W0999")] {
            if let Some(at) = excerpt.find(word) {
                diagnostics.push(Diagnostic {
                    code,
                    severity,
                    file: name.rsplit('/').next().unwrap().to_owned(),
                    span: at..at + 3,
                    at: (line as u32 + 1, excerpt[..at].chars().count() as u32 + 1),
                    excerpt: excerpt.to_owned(),
                    message: format!("found `{word}`"),
                    help: Some("write something else".to_owned()),
                });
            }
        }
    }
    let sound = diagnostics.iter().all(|it| it.severity == Severity::Warning);
    let scenario = darse_port::load(name, HELLO, &mut NoFiles).scenario;
    Loaded { scenario: scenario.filter(|_| sound), sweep: None, diagnostics }
}

struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, String> {
        Err("none".to_owned())
    }
}

const FAULTS: Model = Model { load: fault_finder, ..SYNTHETIC };

#[test]
fn every_fault_is_shown_with_its_place() {
    let bench = Workbench::new();
    bench.write("port.toml", "title = \"odd\"\n\n[quay]\n\tlength = \"bad\"  # 釜山\n");
    let said = execute(&FAULTS, &["check", &bench.arg("port.toml")]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(said.out.ends_with("port.toml: 1 error, 1 warning\n"), "{}", said.out);
    insta::assert_snapshot!(said.err);
    let said = bench.run(&FAULTS, "port.toml", "out", &[]);
    assert_eq!(said.exit, Exit::Invalid);
    assert_eq!(bench.names(), ["hello.toml", "port.toml"]);
    let json = execute(&FAULTS, &["check", &bench.arg("port.toml"), "--message-format", "json"]);
    assert_eq!(json.err, "");
    let codes: Vec<String> = json
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(codes, ["W0999", "E0999"]);
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_from_being_checked() {
    let bench = Workbench::new();
    bench.write("bad.toml", "title = \"bad\"\n");
    let [hello, bad, none] = ["hello.toml", "bad.toml", "none.toml"].map(|name| bench.arg(name));
    let said = execute(&FAULTS, &["check", &none, &bad, &hello]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(said.err.contains(&format!("error: cannot read `{none}`: no such file\n")), "{}", said.err);
    assert!(said.err.contains("error[E0999]"), "{}", said.err);
    assert_eq!(said.out, format!("{bad}: 1 error\n{hello}: ok\n"));
}

/// A file that the system does not let be read stands in for a disk that fails.
#[test]
#[cfg(target_os = "linux")]
fn the_first_scenario_that_check_refuses_decides_the_code() {
    let bench = Workbench::new();
    bench.write("bad.toml", "title = \"bad\"\n");
    let (bad, unread) = (bench.arg("bad.toml"), "/proc/self/mem");
    for (files, exit) in [([unread, &bad], Exit::InputOutput), ([&bad, unread], Exit::Invalid)] {
        let said = execute(&FAULTS, &[&["check"], &files[..]].concat());
        assert_eq!(said.exit, exit, "{said:?}");
        assert!(said.err.contains("cannot read `/proc/self/mem`") && said.err.contains("error[E0999]"), "{}", said.err);
    }
}

#[test]
fn a_warning_stops_nothing_and_quiet_is_quiet() {
    let bench = Workbench::new();
    bench.write("port.toml", "title = \"odd\"\n");
    let said = execute(&FAULTS, &["check", &bench.arg("port.toml")]);
    assert_eq!(said.exit, Exit::Success);
    assert!(said.out.ends_with("port.toml: ok, 1 warning\n"), "{}", said.out);
    let said = bench.run(&FAULTS, "port.toml", "out", &["-n", "2"]);
    assert!(said.exit == Exit::Success && said.err.contains("warning[W0999]"), "{}", said.err);
    let said = bench.run(&FAULTS, "port.toml", "out", &["-n", "2", "--quiet"]);
    assert_eq!((said.exit, said.out.as_str(), said.err.as_str()), (Exit::Success, "", ""));
}

#[test]
fn a_fault_made_by_an_override_says_so() {
    let bench = Workbench::new();
    let said = execute(&Model::PORT, &["check", &bench.arg("hello.toml"), "--set", "terminal.Hello.crnes=1"]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(said.err.contains("did you mean `cranes`?"), "{}", said.err);
    assert!(said.err.contains(" = note: this is the text with --set terminal.Hello.crnes=1\n"), "{}", said.err);
    let said = execute(&Model::PORT, &["check", &bench.arg("hello.toml"), "--horizon", "four weeks"]);
    assert!(said.exit == Exit::Invalid && said.err.contains("--set horizon=four weeks"), "{}", said.err);
}

#[test]
fn a_fault_in_a_data_file_is_at_the_place_where_the_file_is() {
    let bench = Workbench::new();
    bench.write("hello.toml", &format!("{HELLO}\n[weather]\nfile = \"hours.csv\"\n"));
    bench.write("hours.csv", "time,wind\n2024-01-01 00:00,strong\n");
    let said = execute(&Model::PORT, &["check", &bench.arg("hello.toml")]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(said.err.contains(&format!("{}:2:", bench.arg("hours.csv"))), "{}", said.err);
}

#[test]
fn more_replications_than_a_scenario_may_have_are_refused() {
    let bench = Workbench::new();
    for command in ["run", "sweep", "stress"] {
        let said = execute(&SYNTHETIC, &[command, &bench.arg("hello.toml"), "-n", "200000000"]);
        assert_eq!(said.exit, Exit::Invalid, "{command}");
        assert!(
            said.err.contains("200000000 is not in 1..=1000000") || said.err.contains("200000000 is not in 2..=1000000"),
            "{}",
            said.err
        );
    }
}

#[test]
fn overrides_change_what_is_run() {
    let bench = Workbench::new();
    let said = bench.run(&SYNTHETIC, "hello.toml", "out", &["-n", "2", "--set", "title=Other", "--horizon", "2 weeks"]);
    assert!(said.out.starts_with("Other\n2 replications of 2 weeks, "), "{}", said.out);
    let said = bench.run(&SYNTHETIC, "hello.toml", "out", &["--set", "experiment.replications=3", "--set", "experiment.seed=5"]);
    assert!(said.out.contains("\n3 replications of 4 weeks, after a warm-up of 3 weeks; seed 5\n"), "{}", said.out);
}

#[test]
fn several_scenarios_get_a_folder_each_and_one_fault_stops_all() {
    let bench = Workbench::new();
    bench.write("other.toml", HELLO);
    let (one, two, out) = (bench.arg("hello.toml"), bench.arg("other.toml"), bench.arg("out"));
    let said = execute(&SYNTHETIC, &["run", &one, &two, "--out", &out, "-n", "2", "-q"]);
    assert_eq!(said.exit, Exit::Success, "{said:?}");
    assert!(bench.path("out/hello/summary.csv").is_file() && bench.path("out/other/summary.csv").is_file());
    bench.write("other.toml", "title = bad");
    let said = execute(&SYNTHETIC, &["run", &one, &two, "--out", &bench.arg("none"), "-n", "2"]);
    assert_eq!(said.exit, Exit::Invalid);
    assert!(!bench.path("none").exists());
}

#[test]
fn the_template_is_a_scenario_and_is_not_overwritten() {
    let bench = Workbench::new();
    let name = bench.arg("mine");
    assert_eq!(execute(&Model::PORT, &["new", &name]).exit, Exit::Success);
    let said = execute(&Model::PORT, &["check", &bench.arg("mine.toml")]);
    assert!(said.exit == Exit::Success && said.out.ends_with("mine.toml: ok\n"), "{said:?}");
    let again = execute(&Model::PORT, &["new", &name]);
    assert_eq!(again.exit, Exit::InputOutput, "as for any output that is in the way: {}", again.err);
    assert!(again.err.contains("is there already: nothing was written"), "{}", again.err);
    assert!(execute(&Model::PORT, &["new"]).out.contains("title = "));
}

#[test]
fn definitions_codes_schema_and_completions_are_printed() {
    let said = execute(&SYNTHETIC, &["kpis", "WAIT"]);
    assert!(said.out.starts_with("vessel_wait [h]  Vessel waiting time\n    formula     all fast"), "{}", said.out);
    assert!(!said.out.contains("crane_rate"), "{}", said.out);
    let json: serde_json::Value = serde_json::from_str(&execute(&SYNTHETIC, &["kpis", "--json"]).out).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    let said = execute(&SYNTHETIC, &["policies", "berth"]);
    assert!(said.out.starts_with("berth allocation  terminal.*.quay.policy\n    first-come "), "{}", said.out);
    assert!(said.out.contains("    shortest-first     good ") && !said.out.contains("neediest"), "{}", said.out);
    assert!(execute(&SYNTHETIC, &["explain", "e0102"]).out.starts_with("E0102: unknown key\n"));
    assert!(execute(&SYNTHETIC, &["explain"]).out.lines().count() > 5);
    assert!(execute(&SYNTHETIC, &["explain", "E102"]).err.contains("did you mean `E0102`?"));
    let schema: serde_json::Value = serde_json::from_str(&execute(&SYNTHETIC, &["schema"]).out).unwrap();
    assert!(schema["properties"]["terminal"].is_object());
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(execute(&SYNTHETIC, &["completions", shell]).out.contains("message-format"), "{shell}");
    }
    assert!(execute(&SYNTHETIC, &["--version"]).out.starts_with("darse "));
    assert!(execute(&SYNTHETIC, &["run", "--help"]).out.contains("--replications"));
}
