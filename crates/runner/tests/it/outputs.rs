//! What a run leaves behind.

use crate::synthetic;
use crate::workbench::{SYNTHETIC, Workbench, execute};
use darse_port::outcome::Violation;
use darse_port::{Outcome, Scenario};
use darse_runner::exit::Exit;
use darse_runner::model::Model;

const NAMES: [&str; 19] = [
    "manifest.toml",
    "plots/berths.png",
    "plots/berths.svg",
    "plots/crane-rate.png",
    "plots/crane-rate.svg",
    "plots/gantt-TC3.png",
    "plots/gantt-TC3.svg",
    "plots/gantt-TC4.png",
    "plots/gantt-TC4.svg",
    "plots/overview.png",
    "plots/overview.svg",
    "plots/throughput.png",
    "plots/throughput.svg",
    "plots/trucks.png",
    "plots/trucks.svg",
    "replications.csv",
    "summary.csv",
    "summary.json",
    "why.csv",
];

#[test]
fn a_run_leaves_a_whole_folder() {
    let bench = Workbench::new();
    let said = bench.run(&SYNTHETIC, "hello.toml", "out", &["-n", "3"]);
    assert_eq!(said.exit, Exit::Success, "{said:?}");
    let files = bench.files("out");
    for name in NAMES {
        assert!(files.contains_key(name), "{name} is missing");
    }
    assert!(bench.path("out/timings.json").is_file());
    assert_eq!(bench.names(), ["hello.toml", "out"]);
    assert!(said.out.starts_with("Hello: two berths"), "{}", said.out);
    assert!(said.err.contains("warning: 3 replications: 95 % intervals need 10 or more"), "{}", said.err);
}

#[test]
fn the_plan_shows_quays_as_long_as_they_are() {
    let bench = Workbench::new();
    let place = |name: &str, east: u32| format!("\n[place.{name}]\neast = \"{east} m\"\nnorth = \"0 m\"\n");
    let road = "\n[road.access]\nfrom = \"inland\"\nto = \"port\"\n";
    bench.write("placed.toml", &format!("{}{}{}{road}", crate::workbench::HELLO, place("port", 0), place("inland", 2000)));
    let short = ["-n", "1", "--warm-up", "0 days", "--horizon", "1 day", "-q"];
    let shown = |out: &str, more: &[&str]| {
        let said = bench.run(&Model::PORT, "placed.toml", out, &[&short[..], more].concat());
        assert_eq!(said.exit, Exit::Success, "{said:?}");
        String::from_utf8(bench.files(out)["plots/plan.svg"].clone()).unwrap()
    };
    let with = shown("with", &["--set", "terminal.Hello.gate.road=port"]);
    assert!(with.contains("\nHello 310 m\n") && with.contains("quay, to scale"), "{with}");
    assert!(!shown("without", &[]).contains("quay"), "nobody says where its trucks come in");
}

/// A car terminal shows no series that fills up. That more is asked of it than it can do is said after a run all the same.
#[test]
fn a_run_names_the_stations_of_any_terminal_that_are_asked_too_much() {
    let bench = Workbench::new();
    bench.write("cars.toml", include_str!("../../../../scenarios/car-terminal.toml"));
    let short = ["-n", "1", "--warm-up", "1 day", "--horizon", "2 days"];
    let enough = bench.run(&Model::PORT, "cars.toml", "enough", &short);
    assert!(enough.exit == Exit::Success && !enough.out.contains("Warm-up"), "{enough:?}");
    let few = bench.run(&Model::PORT, "cars.toml", "few", &[&short[..], &["--set", "car-terminal.Cars.drivers=12"]].concat());
    let said = "Warm-up: no steady state: more is asked than can be done of the drivers of Cars (";
    assert!(few.exit == Exit::Success && few.out.contains(said), "{few:?}");
    assert!(!bench.files("few").contains_key("plots/warm-up.png"), "there is nothing to draw");
}

#[test]
fn the_bytes_do_not_depend_on_threads() {
    for model in [SYNTHETIC, Model::PORT] {
        let bench = Workbench::new();
        for threads in ["1", "2", "7"] {
            let said = bench.run(&model, "hello.toml", threads, &["-n", "7", "--threads", threads, "--horizon", "1 week", "-q"]);
            assert_eq!((said.exit, said.out.as_str(), said.err.as_str()), (Exit::Success, "", ""));
        }
        let one = bench.files("1");
        for threads in ["2", "7"] {
            let other = bench.files(threads);
            assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
            for (name, bytes) in &one {
                assert!(other[name] == *bytes, "{name} differs between 1 and {threads} threads");
            }
        }
    }
}

#[test]
fn any_seed_is_a_seed() {
    let bench = Workbench::new();
    for seed in ["0", "18446744073709551615"] {
        let said = bench.run(&SYNTHETIC, "hello.toml", seed, &["-n", "2", "--seed", seed]);
        assert_eq!(said.exit, Exit::Success, "{said:?}");
        let manifest = String::from_utf8(bench.files(seed)["manifest.toml"].clone()).unwrap();
        assert!(manifest.contains(&format!("seed = \"{seed}\"")), "{manifest}");
        assert!(manifest.contains(&format!("command = \"darse run hello.toml --seed {seed} --replications 2\"")), "{manifest}");
    }
    assert_ne!(bench.files("0")["replications.csv"], bench.files("18446744073709551615")["replications.csv"]);
}

#[test]
fn the_manifest_names_no_folder_of_this_machine() {
    let bench = Workbench::new();
    let title = format!("title={}", bench.arg("somewhere"));
    let said = bench.run(&SYNTHETIC, "hello.toml", "out", &["-n", "2", "--set", &title]);
    assert_eq!(said.exit, Exit::Success, "{said:?}");
    let manifest = String::from_utf8(bench.files("out")["manifest.toml"].clone()).unwrap();
    assert!(!manifest.lines().any(|line| line.starts_with("overrides") && line.contains('/')), "{manifest}");
    assert!(manifest.contains("overrides = [\"title=somewhere\"]"), "{manifest}");
}

#[test]
fn one_replication_alone_is_the_same_as_among_others() {
    let bench = Workbench::new();
    bench.run(&SYNTHETIC, "hello.toml", "all", &["-n", "3", "-q"]);
    bench.run(&SYNTHETIC, "hello.toml", "one", &["--only", "2", "-q"]);
    let rows = |run: &str| String::from_utf8(bench.files(run)["replications.csv"].clone()).unwrap();
    assert_eq!(rows("all").lines().nth(3), rows("one").lines().nth(1));
    let manifest = String::from_utf8(bench.files("one")["manifest.toml"].clone()).unwrap();
    assert!(manifest.contains("--only 2\""), "{manifest}");
    let summary = String::from_utf8(bench.files("one")["summary.csv"].clone()).unwrap();
    assert!(summary.lines().nth(1).unwrap().contains(",1,"), "{summary}");
    assert!(!summary.to_lowercase().contains("nan"), "{summary}");
}

#[test]
fn json_is_the_summary() {
    let bench = Workbench::new();
    let said = bench.run(&SYNTHETIC, "hello.toml", "out", &["-n", "2", "--json"]);
    assert_eq!(said.out.as_bytes(), bench.files("out")["summary.json"]);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(document["kpis"][0]["kpi"], "tc3/calls_served");
    assert_eq!(document["kpis"][0]["n"], 2);
    assert_eq!(document["failed"], serde_json::json!([]));
}

#[test]
fn several_runs_are_one_document() {
    let bench = Workbench::new();
    bench.write("other.toml", crate::workbench::HELLO);
    let (one, two, out) = (bench.arg("hello.toml"), bench.arg("other.toml"), bench.arg("out"));
    let said = execute(&SYNTHETIC, &["run", &one, &two, "--out", &out, "-n", "2", "--json"]);
    let document: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let names: Vec<&str> = document.as_array().unwrap().iter().map(|it| it["scenario"].as_str().unwrap()).collect();
    assert_eq!(names, ["hello.toml", "other.toml"]);
}

#[test]
fn names_are_harmless_wherever_they_end_up() {
    fn named(scenario: &Scenario, seed: u64, replication: u32, _: bool) -> Result<Outcome, Violation> {
        let mut outcome = synthetic::outcome((scenario.horizon.0 / 86_400_000_000) as usize, seed, replication);
        outcome.columns[0].id = "=cmd|' /C calc'!A0".to_owned();
        outcome.columns[1].id = "tc\u{1b}[31m/a,\"b\"".to_owned();
        outcome.pictures.terminals[0].name = "../<TC>\u{7} & co".to_owned();
        Ok(outcome)
    }
    let bench = Workbench::new();
    let model = Model { simulate: named, ..SYNTHETIC };
    let said = bench.run(&model, "hello.toml", "out", &["-n", "2", "--set", "title=\"bell \\u0007 and \\u001b[2J\""]);
    assert_eq!(said.exit, Exit::Success, "{said:?}");
    let files = bench.files("out");
    let csv = String::from_utf8(files["summary.csv"].clone()).unwrap();
    assert!(csv.contains("\n'=cmd|' /C calc'!A0,calls,"), "{csv}");
    assert!(csv.contains("/a,\"\"b\"\"\","), "{csv}");
    assert!(!said.out.contains('\u{1b}') && !said.out.contains('\u{7}'), "{}", said.out);
    let svg = String::from_utf8(files["plots/gantt-TC-----co.svg"].clone()).unwrap();
    assert!(svg.contains("&lt;TC&gt;\\u{7} &amp; co"), "the name is shown, escaped");
    assert_eq!(bench.names(), ["hello.toml", "out"]);
}

#[test]
fn an_svg_is_sound_and_a_png_is_one() {
    let bench = Workbench::new();
    bench.run(&SYNTHETIC, "hello.toml", "out", &["-n", "2", "-q"]);
    for (name, bytes) in bench.files("out") {
        if name.ends_with(".svg") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.starts_with("<svg width=\"1200\" height=\"700\"") && text.ends_with("</svg>\n"), "{name}");
            assert!(!text.contains("NaN"), "{name}");
        } else if name.ends_with(".png") {
            let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            assert_eq!((reader.info().width, reader.info().height), (1800, 1050), "{name}");
        }
    }
}
