//! What the source tree promises, read off its text: floors without a circle, an engine that knows no port, nothing whose
//! order or value differs by machine. A line that breaks a promise is named.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One line of code, comments and tests left out.
struct Line {
    file: String,
    number: usize,
    text: String,
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.number, self.text.trim())
    }
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            files_below(&entry, found);
        } else if entry.extension().is_some_and(|it| it == "rs") {
            found.push(entry);
        }
    }
}

/// The code of one crate, tests left out.
fn code_of(name: &str) -> Vec<Line> {
    let source = crates().join(name).join("src");
    let mut files = Vec::new();
    files_below(&source, &mut files);
    files.sort();
    let mut lines = Vec::new();
    for path in files {
        let file = path.strip_prefix(&source).unwrap().to_str().unwrap().replace('\\', "/");
        if file.split('/').any(|part| ["tests", "tests.rs", "trial.rs"].contains(&part)) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for (index, text) in code.lines().enumerate() {
            let text = text.split("//").next().unwrap();
            if !text.trim().is_empty() {
                lines.push(Line { file: format!("{name}/src/{file}"), number: index + 1, text: text.to_owned() });
            }
        }
    }
    assert!(lines.len() > 500, "the sources of {name} were not found");
    lines
}

fn none<'a>(what: &str, broken: impl Iterator<Item = &'a Line>) {
    let broken: Vec<String> = broken.map(ToString::to_string).collect();
    assert!(broken.is_empty(), "{what}:\n{}", broken.join("\n"));
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase)
}

#[test]
fn the_engine_knows_no_port() {
    let port = [
        "ship",
        "vessel",
        "berth",
        "quay",
        "crane",
        "yard",
        "truck",
        "container",
        "teu",
        "terminal",
        "anchorage",
        "tug",
        "pilot",
        "port",
    ];
    let names_one = |line: &&Line| words(&line.text).any(|word| port.contains(&word.trim_end_matches('s')));
    none("the engine has words of a port", code_of("engine").iter().filter(names_one));
    let engine = code_of("engine");
    let outside = ["std::fs", "std::thread", "std::net", "std::io", "std::env", "println!", "thread_rng", "darse_port"];
    let reaches_out = |line: &&Line| outside.iter().any(|it| line.text.contains(it));
    none("the engine reaches out of memory", engine.iter().filter(reaches_out));
}

#[test]
fn nothing_differs_by_machine_or_by_run() {
    for name in ["engine", "port"] {
        let forbidden =
            ["HashMap", "HashSet", "Instant::now", "SystemTime", ".ln()", ".exp()", ".powf(", ".sin()", ".cos()", "thread_local"];
        let code = code_of(name);
        // real.rs is what the model uses instead; canary.rs plants bugs and drawn.rs logs draws, in debug builds and on one thread
        let excepted = |line: &Line| ["/real.rs", "/canary.rs", "/drawn.rs"].iter().any(|it| line.file.ends_with(it));
        let broken = |line: &&Line| !excepted(line) && forbidden.iter().any(|it| line.text.contains(it));
        none("order or value may differ", code.iter().filter(broken));
    }
}

#[test]
fn nothing_is_unwrapped() {
    for name in ["engine", "port", "runner"] {
        none("say which invariant is meant", code_of(name).iter().filter(|line| line.text.contains(".unwrap()")));
    }
}

#[test]
fn the_model_knows_no_disk_thread_or_terminal() {
    let outside = ["std::fs", "thread::spawn", "std::process", "std::net", "std::env", "println!", "rayon", "darse_runner"];
    none("this is the runner's", code_of("port").iter().filter(|line| outside.iter().any(|it| line.text.contains(it))));
}

#[test]
fn a_mod_file_only_lists_and_re_exports() {
    for name in ["engine", "port"] {
        let lists = |text: &str| {
            let text = text.trim();
            ["mod ", "pub mod ", "pub(", "use ", "pub use ", "}", "#["].iter().any(|start| text.starts_with(start))
                || text.ends_with(',')
                || text.ends_with("};")
        };
        none("a mod.rs holds code", code_of(name).iter().filter(|line| line.file.ends_with("/mod.rs") && !lists(&line.text)));
    }
}

/// What each module of the model may use. `kind` is the one knot: the engine is generic over the kinds of process, so that
/// facilities and processes name the engine's type `kind::Sim`, and processes the kinds they spawn. Hours are booked by records,
/// which name whose they are: `hours`, `cargo` and `record` are one floor; `policy` and `facility` are another, as a view shows a facility and a facility obeys the choice.
const FLOORS: [(&str, &[&str]); 19] = [
    ("canary", &[]),
    ("ids", &[]),
    ("streams", &[]),
    ("hours", &["facility", "ids", "kind::Sim", "record"]),
    ("cargo", &["hours", "ids", "kind::Sim", "record"]),
    ("record", &["cargo", "hours", "ids"]),
    ("calls", &["ids"]),
    ("policy", &["cargo", "facility", "ids"]),
    ("facility", &["cargo", "hours", "ids", "kind::Sim", "policy"]),
    ("scenario", &["canary", "facility", "ids", "policy"]),
    ("connections", &["ids", "scenario"]),
    ("port", &["calls", "cargo", "connections", "facility", "ids", "scenario"]),
    (
        "process",
        &["calls", "canary", "cargo", "facility", "hours", "ids", "kind", "policy", "port", "record", "scenario", "streams"],
    ),
    ("kind", &["port", "process", "record"]),
    ("kpi", &["cargo", "hours", "ids", "record", "scenario"]),
    ("build", &["calls", "cargo", "connections", "facility", "ids", "kind", "port", "process", "scenario"]),
    ("invariants", &["cargo", "facility", "ids", "kind", "port"]),
    ("pictures", &["hours", "ids", "kpi", "port", "scenario"]),
    ("why", &["build", "hours", "ids", "port", "record", "scenario"]),
];

/// The paths within its crate that a line uses: `crate::a::b` and `crate::a::{b, c}` as `a::b` and `a::c`.
fn paths_in(text: &str) -> Vec<String> {
    let name = |it: &str| it.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for rest in text.split("crate::").skip(1) {
        let first = name(rest);
        match rest[first.len()..].strip_prefix("::") {
            None => found.push(first),
            Some(rest) => match rest.strip_prefix('{') {
                None => found.push(format!("{first}::{}", name(rest))),
                Some(list) => found.extend(list.split([',', '}']).map(|it| format!("{first}::{}", name(it.trim())))),
            },
        }
    }
    found
}

#[test]
fn no_floor_of_the_model_looks_up() {
    let code = code_of("port");
    let mut seen = 0;
    for (module, below) in FLOORS {
        let inside = |line: &&Line| {
            let file = line.file.trim_start_matches("port/src/");
            file == format!("{module}.rs") || file.starts_with(&format!("{module}/"))
        };
        let looks_up = |line: &&Line| {
            paths_in(&line.text).iter().any(|path| {
                let first = path.split("::").next().unwrap();
                first != module && !below.contains(&first) && !below.contains(&path.as_str())
            })
        };
        none(&format!("`{module}` may use {below:?}"), code.iter().filter(inside).filter(looks_up));
        seen += code.iter().filter(inside).count();
    }
    let outside = ["lib.rs", "outcome.rs", "replication.rs"];
    let top = code.iter().filter(|line| outside.iter().any(|it| line.file == format!("port/src/{it}"))).count();
    assert_eq!(seen + top, code.len(), "each file has its floor");
}

/// Who uses whom among the files of one folder.
#[test]
fn there_is_no_circle_of_files() {
    let code = code_of("port");
    for folder in ["facility", "process", "kpi"] {
        let mut uses: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in &code {
            let Some(file) = line.file.strip_prefix(&format!("port/src/{folder}/")) else { continue };
            let file = file.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            let text = line.text.replace("super::", &format!("crate::{folder}::"));
            let within =
                paths_in(&text).into_iter().filter_map(|path| path.strip_prefix(&format!("{folder}::")).map(str::to_owned));
            uses.entry(file.clone()).or_default().extend(within.filter(|it| *it != file));
        }
        uses.remove("mod");
        // Files that use none of those that are left, taken away one after another: a circle remains.
        while let Some(free) =
            uses.iter().find(|(_, below)| below.iter().all(|it| !uses.contains_key(it))).map(|(file, _)| file.clone())
        {
            uses.remove(&free);
        }
        assert!(uses.is_empty(), "a circle among the files of {folder}: {uses:?}");
    }
}
