//! `manifest.toml`: what reproduces the run, and by what it is known that it was reproduced. No time, no host, no number
//! of threads, no folder of this machine.

use crate::disk::MANIFEST_HEAD;
use crate::results::Results;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// A TOML document whose first line says whose it is.
pub fn export(results: &Results) -> Vec<u8> {
    let run = &results.run;
    let mut document = DocumentMut::new();
    document["darse"] = value(env!("CARGO_PKG_VERSION"));
    document["title"] = value(run.title.as_str());
    document["command"] = value(command(results));

    let mut scenario = Table::new();
    scenario["file"] = value(run.file.as_str());
    scenario["sha256"] = value(run.sha256.as_str());
    scenario["overrides"] = value(run.overrides.iter().map(String::as_str).collect::<Array>());
    document["scenario"] = Item::Table(scenario);
    if !run.data.is_empty() {
        document["data"] = Item::ArrayOfTables(data(results));
    }

    let mut experiment = Table::new();
    // TOML's integers end at 2^63 − 1; any seed fits into text.
    experiment["seed"] = value(run.seed.to_string());
    experiment["replications"] = value(numbers(results.replications.iter().map(|replication| replication.number)));
    experiment["failed"] = value(numbers(results.failed.iter().copied()));
    experiment["horizon"] = value(hours(run.horizon_us));
    experiment["warm-up"] = value(hours(run.warm_up_us));
    document["experiment"] = Item::Table(experiment);
    if let Some(precision) = &results.precision {
        let mut table = Table::new();
        table["pilot"] = value(numbers(0..precision.pilot));
        table["cap-hit"] = value(precision.cap_hit);
        table["reached"] = value(precision.reached);
        document["precision"] = Item::Table(table);
    }

    let mut proof = Table::new();
    proof["events"] = value(i64::try_from(results.events()).unwrap_or(i64::MAX));
    proof["trace-hash"] = value(results.trace_hash());
    let hashes = results.replications.iter().map(|replication| format!("{:016x}", replication.outcome.trace_hash));
    let mut hashes: Array = hashes.collect();
    one_a_line(&mut hashes);
    proof["trace-hashes"] = value(hashes);
    document["proof"] = Item::Table(proof);
    format!("{MANIFEST_HEAD}: what reproduces this run.\n{document}").into_bytes()
}

/// The command that reproduces the run, in the scenario's folder.
pub fn command(results: &Results) -> String {
    let run = &results.run;
    let mut command = format!("darse run {} --seed {}", quoted(&run.file), run.seed);
    match (results.replications.as_slice(), results.failed.as_slice(), &results.precision) {
        (_, _, Some(precision)) => command += &precision.arguments(),
        ([only], [], None) if only.number > 0 => command += &format!(" --only {}", only.number),
        (done, failed, None) => command += &format!(" --replications {}", done.len() + failed.len()),
    }
    for change in &run.overrides {
        command += &format!(" --set {}", quoted(change));
    }
    command + if run.checked { " --check" } else { "" }
}

/// As a POSIX shell needs it.
pub fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+%@".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) {
        argument.to_owned()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}

fn data(results: &Results) -> ArrayOfTables {
    let table = |file: &crate::disk::DataFile| {
        let mut table = Table::new();
        table["file"] = value(file.name.as_str());
        table["sha256"] = value(file.sha256.as_str());
        table
    };
    results.run.data.iter().map(table).collect()
}

fn hours(us: u64) -> String {
    format!("{} h", crate::number::shortest(us as f64 / 3600e6))
}

fn numbers(numbers: impl Iterator<Item = u32>) -> Array {
    numbers.map(i64::from).collect()
}

fn one_a_line(array: &mut Array) {
    for entry in array.iter_mut() {
        entry.decor_mut().set_prefix("\n    ");
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}
