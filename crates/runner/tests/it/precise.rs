//! `darse run --precision`.

use crate::workbench::{SYNTHETIC, Workbench};
use darse_runner::exit::Exit;
use serde_json::Value;

const SHORT: [&str; 2] = ["--horizon", "1 week"];

fn document(bench: &Workbench, run: &str) -> Value {
    serde_json::from_slice(&bench.files(run)["summary.json"]).unwrap()
}

/// The made-up wait has a coefficient of variation of 0.21: 1.4 · (1.98 · 0.21 / 0.05)² is about 97.
#[test]
fn a_pilot_says_how_many_and_the_rest_is_run_afresh() {
    let bench = Workbench::new();
    let args = [&SHORT[..], &["--precision", "5%", "--kpi", "tc3/vessel_wait", "--seed", "5"]].concat();
    let said = bench.run(&SYNTHETIC, "hello.toml", "out", &args);
    assert_eq!(said.exit, Exit::Success, "{}{}", said.out, said.err);
    let all = document(&bench, "out");
    let (precision, n) = (&all["precision"], all["replications"].as_u64().unwrap());
    assert!((60..150).contains(&n), "{n}");
    let row = &precision["kpis"][0];
    assert_eq!((precision["kpis"].as_array().unwrap().len(), row["kpi"].as_str()), (1, Some("tc3/vessel_wait")));
    assert_eq!(row["n"].as_u64(), Some(n));
    assert!(row["needed"].as_u64().unwrap() <= n, "{row}");
    assert_eq!((&precision["reached"], &precision["cap_hit"]), (&Value::Bool(true), &Value::Bool(false)));
    let (low, mean, high) = (row["ci_low"].as_f64().unwrap(), row["mean"].as_f64().unwrap(), row["ci_high"].as_f64().unwrap());
    assert!(low < mean && mean < high && (high - low) / 2.0 < 0.05 * mean, "{row}");
    assert!(low < 1.9 && 1.9 < high, "{row}");
    assert!(said.out.contains("Asked: ± 5 %") && said.err.contains("a pilot of 30 asks for"), "{}{}", said.out, said.err);

    // What is written is of the fresh set alone, numbered after the pilot, and each can be run again.
    let manifest = String::from_utf8(bench.files("out")["manifest.toml"].clone()).unwrap();
    assert!(manifest.contains("replications = [30, 31, "), "{manifest}");
    let command = "darse run hello.toml --seed 5 --precision 5% --kpi tc3/vessel_wait --max-replications 2000 --set 'horizon=";
    assert!(manifest.contains(command), "{manifest}");
    bench.run(&SYNTHETIC, "hello.toml", "one", &[&SHORT[..], &["--only", "31", "--seed", "5", "-q"]].concat());
    let rows = |run: &str| String::from_utf8(bench.files(run)["replications.csv"].clone()).unwrap();
    assert_eq!(rows("out").lines().nth(2), rows("one").lines().nth(1));
    assert_eq!(rows("out").lines().count() as u64, n + 1);
}

#[test]
fn the_headline_kpis_of_every_terminal_hold_together() {
    let bench = Workbench::new();
    let said = bench.run(&SYNTHETIC, "hello.toml", "out", &[&SHORT[..], &["--precision", "2%", "-q"]].concat());
    assert_eq!(said.exit, Exit::Success, "{}", said.err);
    let all = document(&bench, "out");
    let names: Vec<&str> = all["precision"]["kpis"].as_array().unwrap().iter().map(|row| row["kpi"].as_str().unwrap()).collect();
    assert_eq!(names.len(), 12, "{names:?}");
    assert!(names.contains(&"tc3/ship_turnaround") && names.contains(&"tc4/truck_visit_time"), "{names:?}");
    // Twelve intervals that hold together are wider than one: by t(1 − 0.05 / 24) over t(1 − 0.05 / 2), 1.45.
    let of = |rows: &Value, kpi: &str| {
        let row = rows.as_array().unwrap().iter().find(|row| row["kpi"] == kpi).unwrap();
        row["ci_high"].as_f64().unwrap() - row["ci_low"].as_f64().unwrap()
    };
    let times = of(&all["precision"]["kpis"], "tc3/yard_occupancy") / of(&all["kpis"], "tc3/yard_occupancy");
    assert!((1.35..1.65).contains(&times), "{times}");
}

#[test]
fn a_cap_is_kept_and_named_with_code_8() {
    let bench = Workbench::new();
    let cap = ["--precision", "1%", "--kpi", "vessel_wait", "--max-replications", "40"];
    let said = bench.run(&SYNTHETIC, "hello.toml", "out", &[&SHORT[..], &cap].concat());
    assert_eq!(said.exit.code(), 8, "{}{}", said.out, said.err);
    assert!(said.err.contains("it stopped at the cap of 40 replications, where the pilot asks for"), "{}", said.err);
    assert!(said.out.contains("NOT reached"), "{}", said.out);
    let all = document(&bench, "out");
    assert_eq!(
        (&all["replications"], &all["precision"]["cap_hit"], &all["precision"]["reached"]),
        (&40.into(), &true.into(), &false.into())
    );
}

#[test]
fn the_bytes_do_not_depend_on_threads() {
    let bench = Workbench::new();
    for threads in ["1", "3"] {
        let args = [&SHORT[..], &["--precision", "10%", "--kpi", "vessel_wait", "--threads", threads, "-q"]].concat();
        assert_eq!(bench.run(&SYNTHETIC, "hello.toml", threads, &args).exit, Exit::Success);
    }
    assert!(bench.files("1") == bench.files("3"));
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let bench = Workbench::new();
    for (args, said) in [
        (
            &["--precision", "5%", "-n", "20"][..],
            "--precision finds out how many replications it takes, --replications says how many",
        ),
        (&["--precision", "5%", "--only", "3"], "cannot be used with"),
        (&["--precision", "0.05"], "write a percentage between 0 and 100, e.g. `5%`"),
        (&["--precision", "5%", "--kpi", "vessel_weight"], "`vessel_weight` is no KPI: `darse kpis` lists them"),
        (&["--precision", "5%", "--kpi", "tc5/vessel_wait"], "`tc5/vessel_wait` is no KPI of this scenario; nothing was run"),
        (&["--kpi", "vessel_wait"], "--precision <SHARE>"),
        (&["--max-replications", "100"], "--precision <SHARE>"),
        (&["--precision", "5%", "--max-replications", "2"], "2 is not in 10.."),
    ] {
        let found = bench.run(&SYNTHETIC, "hello.toml", "out", &[&SHORT[..], args].concat());
        assert_eq!(found.exit.code(), 2, "{args:?}: {}", found.err);
        assert!(found.err.contains(said), "{}\nnot\n{said}", found.err);
        assert!(!bench.path("out").exists());
    }
}

/// `tc4/rail_turnaround` never has a value in the made-up model.
#[test]
fn what_no_number_of_replications_brings_is_said() {
    let bench = Workbench::new();
    let args = ["--precision", "5%", "--kpi", "tc4/rail_turnaround"];
    let catalogue = darse_port::kpi::catalogue;
    let model = darse_runner::model::Model { catalogue, ..SYNTHETIC };
    let said = bench.run(&model, "hello.toml", "out", &[&SHORT[..], &args].concat());
    assert_eq!(said.exit.code(), 8, "{}{}", said.out, said.err);
    assert!(said.err.contains("no number of replications brings"), "{}", said.err);
}
