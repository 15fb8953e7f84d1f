//! `--save-at` and `--resume`, each a process of its own.

use crate::workbench::Workbench;
use std::process::Command;

/// Runs the binary in the bench's folder: its exit code and what it said to stderr.
fn darse(bench: &Workbench, args: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_darse")).args(args).current_dir(bench.path(".")).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Runs hello for a week, replication 3, with more arguments.
fn run(bench: &Workbench, out: &str, more: &[&str]) -> (Option<i32>, String) {
    let mut args = vec!["run", "hello.toml", "--horizon", "1 week", "--warm-up", "1 day", "--out", out];
    args.extend(more);
    darse(bench, &args)
}

#[test]
fn a_run_saved_on_the_way_and_one_resumed_are_the_run_itself() {
    let bench = Workbench::new();
    for time in ["0 h", "7 h", "1 day", "6.3 days", "8 days"] {
        let [whole, saving, resumed] =
            [&["--only", "3"][..], &["--only", "3", "--save-at", time, "s.darse"], &["--resume", "s.darse"]];
        for (out, more) in [("whole", whole), ("saving", saving), ("resumed", resumed)] {
            assert_eq!(run(&bench, out, more).0, Some(0), "{out}");
        }
        let whole = bench.files("whole");
        assert!(whole.len() > 5);
        assert_eq!(bench.files("saving"), whole, "saving at {time} changed the run");
        assert_eq!(bench.files("resumed"), whole, "resumed from {time}");
    }
    let head = std::fs::read(bench.path("s.darse")).unwrap();
    assert!(head.starts_with(b"# Made by darse: a saved run"), "people can see what it is");
}

#[test]
fn what_cannot_be_resumed_is_refused_before_anything_runs() {
    let bench = Workbench::new();
    assert_eq!(run(&bench, "first", &["--only", "3", "--save-at", "2 days", "s.darse"]).0, Some(0));
    let state = std::fs::read(bench.path("s.darse")).unwrap();
    bench.write("not.darse", "[terminal]\n");
    std::fs::write(bench.path("short.darse"), &state[..state.len() - 7]).unwrap();
    let other = String::from_utf8_lossy(&state[..200]).replace(&format!("format = {}", darse_port::STATE_FORMAT), "format = 99");
    std::fs::write(bench.path("other.darse"), [other.as_bytes(), &state[200..]].concat()).unwrap();
    for (more, why) in [
        (&["--resume", "not.darse"][..], "it is no saved run of darse"),
        (&["--resume", "short.darse"], "it is damaged: its state has"),
        (&["--resume", "other.darse"], "its state has format 99, this darse"),
        (&["--resume", "nothing.darse"], "no such file"),
        (
            &["--resume", "s.darse", "--set", "terminal.Hello.cranes.count=4"],
            "saved from another scenario than `hello.toml` is now; give the same file",
        ),
        (&["--resume", "s.darse", "--seed", "3"], "cannot be used with"),
        (&["--save-at", "2 days", "t.darse"], "saves one replication: add `--only R`"),
        (&["--only", "0", "--save-at", "9 days", "t.darse"], "is not within the run, which ends at 8 days"),
        (&["--only", "0", "--save-at", "9", "t.darse"], "write it with its unit"),
    ] {
        let (code, said) = run(&bench, "refused", more);
        assert!(code == Some(2) && said.contains(why), "{more:?}: {code:?} {said}");
    }
    let (code, said) = run(&bench, "refused", &["--only", "0", "--save-at", "2 days", "hello.toml"]);
    assert!(code == Some(7) && said.contains("no saved run of darse: nothing was saved"), "{code:?} {said}");
    assert!(!bench.path("refused").exists());
}
