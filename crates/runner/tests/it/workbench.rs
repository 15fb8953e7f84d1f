//! A folder with a scenario in it, and a command line whose words are kept.

use crate::synthetic;
use darse_port::outcome::Violation;
use darse_port::{Outcome, Scenario};
use darse_runner::command;
use darse_runner::console::Console;
use darse_runner::exit::Exit;
use darse_runner::model::Model;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The small scenario that everyone begins with.
pub const HELLO: &str = include_str!("../../../../scenarios/hello.toml");

/// The port's loader with the made-up model behind it.
pub const SYNTHETIC: Model =
    Model { simulate, columns: |_| synthetic::columns(), catalogue: synthetic::catalogue, ..Model::PORT };

fn simulate(scenario: &Scenario, seed: u64, replication: u32, _checked: bool) -> Result<Outcome, Violation> {
    let days = (scenario.horizon.0 / 86_400_000_000).max(1) as usize;
    Ok(synthetic::outcome(days, seed, replication))
}

/// What a command said, and how it ended.
#[derive(Debug)]
pub struct Said {
    /// Its exit code.
    pub exit: Exit,
    /// Stdout.
    pub out: String,
    /// Stderr.
    pub err: String,
}

/// A temporary folder.
pub struct Workbench(TempDir);

impl Workbench {
    /// With `hello.toml` in it.
    pub fn new() -> Workbench {
        let bench = Workbench(tempfile::tempdir().unwrap());
        bench.write("hello.toml", HELLO);
        bench
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The same as text.
    pub fn arg(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Names of what is in it, in order.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs a scenario of the bench into a folder of it.
    pub fn run(&self, model: &Model, scenario: &str, out: &str, more: &[&str]) -> Said {
        let (scenario, out) = (self.arg(scenario), self.arg(out));
        let mut args = vec!["run", &scenario, "--out", &out];
        args.extend(more);
        execute(model, &args)
    }

    /// Every file of a run, by name; not the timings.
    pub fn files(&self, run: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(run);
        let mut files = BTreeMap::new();
        for folder in [root.clone(), root.join("plots")] {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() && !path.ends_with("timings.json") {
                    files.insert(name_in(&root, &path), fs::read(&path).unwrap());
                }
            }
        }
        files
    }
}

fn name_in(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap().to_str().unwrap().to_owned()
}

/// Runs a command line in this process.
pub fn execute(model: &Model, args: &[&str]) -> Said {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let words = std::iter::once("darse").chain(args.iter().copied()).map(Into::into);
    let exit = command::execute(words, model, &mut Console::plain(&mut out, &mut err));
    Said { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}
