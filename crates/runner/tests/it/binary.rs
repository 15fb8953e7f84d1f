//! The binary itself, with the real model.

use crate::workbench::Workbench;
use std::process::{Command, Output};

fn darse(bench: &Workbench, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_darse")).args(args).current_dir(bench.path(".")).output().unwrap()
}

#[test]
fn hello_runs_into_the_default_folder() {
    let bench = Workbench::new();
    let output = darse(&bench, &["run", "hello.toml", "-n", "2", "--horizon", "1 week", "--check"]);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{err}");
    assert!(out.contains("Berth occupancy"), "{out}");
    assert!(err.contains(", results in outputs/hello\n"), "{err}");
    assert!(!err.contains('\u{1b}'), "no colours into a pipe: {err}");
    assert!(bench.path("outputs/hello/plots/overview.svg").is_file());
    let timings = std::fs::read_to_string(bench.path("outputs/hello/timings.json")).unwrap();
    let timings: serde_json::Value = serde_json::from_str(&timings).unwrap();
    assert!(timings["wall_seconds"].as_f64().unwrap() > 0.0 && timings["events"].as_u64().unwrap() > 1000, "{timings}");
}

#[test]
fn the_shell_sees_the_exit_code() {
    let bench = Workbench::new();
    assert_eq!(darse(&bench, &["check", "hello.toml"]).status.code(), Some(0));
    assert_eq!(darse(&bench, &["run", "nothing.toml"]).status.code(), Some(2));
    let output = darse(&bench, &["run", "hello.toml", "-n", "1", "--out", "hello.toml"]);
    assert_eq!(output.status.code(), Some(7), "{}", String::from_utf8_lossy(&output.stderr));
    let output = darse(&bench, &["run", "hello"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `hello.toml`?"));
}

/// The folder would be gone from under the feet of whoever stands in it, and what is theirs in it would not be seen.
#[test]
fn the_folder_in_which_the_command_is_given_is_not_replaced() {
    let bench = Workbench::new();
    let run = |place: &str, out: &str| {
        let args = ["run", &bench.arg("hello.toml"), "-n", "1", "--horizon", "1 day", "--warm-up", "0 days", "--out", out];
        Command::new(env!("CARGO_BIN_EXE_darse")).args(args).current_dir(bench.path(place)).output().unwrap()
    };
    assert_eq!(run(".", "out").status.code(), Some(0));
    let before = bench.files("out");
    for (place, out) in [("out", "."), ("out", "../out"), ("out/plots", "..")] {
        let refused = run(place, out);
        assert_eq!(refused.status.code(), Some(7), "{refused:?}");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(said.contains("the folder you stand in") && !said.contains("events in"), "{said}");
    }
    let strange = run(".", ".");
    assert_eq!(strange.status.code(), Some(7));
    assert!(String::from_utf8_lossy(&strange.stderr).contains("is not a run of darse"), "{strange:?}");
    assert_eq!(bench.files("out"), before);
    std::fs::write(bench.path("out/notes.md"), "days of work").unwrap();
    let again = run(".", "out");
    assert!(String::from_utf8_lossy(&again.stderr).contains("kept in out, as darse did not write it: `notes.md`"), "{again:?}");
    assert_eq!(bench.files("out").remove("notes.md").as_deref(), Some(&b"days of work"[..]));
    assert_eq!(bench.files("out").len(), before.len() + 1);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_with_7_before_anything_runs_and_leaves_nothing() {
    let bench = Workbench::new();
    // A folder on a file system that takes no files stands in for a full disk.
    let output = darse(&bench, &["run", "hello.toml", "-n", "1", "--horizon", "1 week", "--out", "/proc/darse-out"]);
    assert_eq!(output.status.code(), Some(7), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("error: cannot make a folder in `/proc`: "), "{output:?}");
    assert_eq!(bench.names(), ["hello.toml"]);
}

#[test]
#[cfg(target_os = "linux")]
fn results_that_cannot_be_printed_end_with_7() {
    let printed_to = |file: &str| {
        let full = std::fs::OpenOptions::new().write(true).open(file).unwrap();
        Command::new(env!("CARGO_BIN_EXE_darse")).args(["explain", "E0102"]).stdout(full).output().unwrap()
    };
    let lost = printed_to("/dev/full");
    assert_eq!(lost.status.code(), Some(7), "{lost:?}");
    assert!(String::from_utf8_lossy(&lost.stderr).contains("cannot write the results to stdout"), "{lost:?}");
    assert_eq!(printed_to("/dev/null").status.code(), Some(0));
}
