//! `darse sensitivity`.

use crate::workbench::{SYNTHETIC, Workbench, execute};
use darse_runner::exit::Exit;
use darse_runner::model::Model;
use serde_json::Value;

const SHORT: [&str; 4] = ["--horizon", "4 days", "--warm-up", "2 days"];

fn factors(of: &Value) -> Vec<(&str, f64)> {
    let number = |it: &Value| it["mu_star"].as_f64().or(it["total"].as_f64()).unwrap();
    of.as_array().unwrap().iter().map(|it| (it["factor"].as_str().unwrap(), number(it))).collect()
}

/// Of the crane's cycle and the number of gate lanes, the first alone moves the rate of a crane that vehicles never keep waiting.
#[test]
fn what_moves_the_cranes_is_found_by_both_methods() {
    let bench = Workbench::new();
    let (hello, out) = (bench.arg("hello.toml"), bench.arg("out"));
    let vary = ["--vary", "terminal.Hello.cranes.cycle=100 s..140 s", "--vary", "terminal.Hello.gate.lanes-in=2..4"];
    let more = ["--morris", "4", "--sobol", "8", "-n", "1", "--kpi", "crane_rate_net", "--json", "--out", &out];
    let said = execute(&Model::PORT, &[&["sensitivity", &hello][..], &SHORT, &vary, &more].concat());
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let document: Value = serde_json::from_str(&said.out).unwrap();
    let morris = factors(&document["morris"][0]["effects"]);
    let sobol = factors(&document["sobol"][0]["indices"]);
    for found in [&morris, &sobol] {
        assert_eq!(found[0].0, "terminal.Hello.cranes.cycle");
        assert!(found[0].1 > 5.0 * found[1].1, "{found:?}");
    }
    let names: Vec<String> = bench.files("out").into_keys().collect();
    let expected = [
        "manifest.toml",
        "morris.csv",
        "plots/morris-hello-crane_rate_net.png",
        "plots/morris-hello-crane_rate_net.svg",
        "plots/sobol-hello-crane_rate_net.png",
        "plots/sobol-hello-crane_rate_net.svg",
        "points.csv",
        "sensitivity.json",
        "sobol.csv",
    ];
    assert_eq!(names, expected);
    assert!(!bench.path("out.journal").exists());
}

#[test]
fn the_table_of_a_scenario_says_what_varies_and_ten_trajectories_are_the_default() {
    let bench = Workbench::new();
    let table =
        "\n[sweep]\nvary = [\"demand.volume=0.5..1.5\", \"terminal.Hello.cranes.count=2,3\", \"boxes.reefer=1 %..9 %\"]\n";
    bench.write("hello.toml", &format!("{}{table}", crate::workbench::HELLO));
    let (hello, out) = (bench.arg("hello.toml"), bench.arg("out"));
    let said = execute(&SYNTHETIC, &["sensitivity", &hello, "--out", &out, "-n", "2"]);
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    assert!(said.out.contains("\n40 points, 2 replications of 4 weeks at each"), "{}", said.out);
    assert!(said.out.contains("  boxes.reefer=1 %..9 %\n"), "{}", said.out);
}

#[test]
fn what_cannot_be_studied_is_refused() {
    let bench = Workbench::new();
    let hello = bench.arg("hello.toml");
    for (more, why) in [
        (&[][..], "nothing is varied"),
        (&["--vary", "demand.volume=0.5..1.5", "--levels", "5"], "an even number from 2 to 64 is wanted"),
        (&["--vary", "demand.volume=0.5..1.5", "--sobol", "60000"], "180000 points are more than 65536"),
        (&["--vary", "demand.volume=-1..1"], "`volume` must be between 0.01 and 100, found `-1`"),
    ] {
        let said = execute(&SYNTHETIC, &[&["sensitivity", &hello, "--out", &bench.arg("out")], more].concat());
        assert_eq!(said.exit, Exit::Invalid, "{more:?}: {said:?}");
        assert!(said.err.contains(why), "{why}: {}", said.err);
        assert_eq!(bench.names(), ["hello.toml"]);
    }
}
