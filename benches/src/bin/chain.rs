//! Darse's side of `peers/chain`: one replication of the scenario; prints its KPIs as JSON, as `chain.py` there does.
//!
//! `chain SCENARIO.toml SEED`. Records, all meters and the trace hash are on; no plots, no files.

#![expect(clippy::print_stdout, reason = "the line is the point")]

use darse_benches::scenario::scenario;
use darse_port::simulate;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [path, seed] = arguments.as_slice() else { return Err("usage: chain SCENARIO.toml SEED".into()) };
    let scenario = scenario(&std::fs::read_to_string(path)?)?;
    let outcome = simulate(&scenario, seed.parse()?, 0, false).expect("invariants are not looked at");
    let of_terminal = outcome.columns.iter().zip(&outcome.values).filter_map(|(column, value)| {
        let (_, kpi) = column.id.split_once('/')?;
        value.map(|value| format!("\"{kpi}\": {value}"))
    });
    println!("{{{}}}", of_terminal.collect::<Vec<_>>().join(", "));
    Ok(())
}
