//! CPU time per event as the zone grows from one terminal to sixteen of the same kind: it should hardly grow. The sizes take
//! turns in one process; ratios are taken round by round, and their median is printed. Linux.
//!
//! `cargo run --release -p darse-benches --example growth [ROUNDS] [SCENARIO]` with a scenario of one terminal, TC4 unless another
//! is named

#![expect(clippy::print_stdout, reason = "the table is the point")]

use darse_benches::cpu::{cpu_ns, median};
use darse_benches::scenario::scenario;
use darse_port::simulate;
use std::error::Error;

/// The scenario with its terminal, and its services, so many times: what stands below `[terminal.…]` and `[service.…]` is
/// written out again under other names; what the terminals share is as large as so many need.
fn grown(text: &str, terminal: &str, count: usize) -> Result<String, Box<dyn Error>> {
    let first = text.find("\n[terminal.").ok_or("the scenario has no [terminal.…]")?;
    let (common, own) = text.split_at(first);
    let mut grown = String::new();
    for line in common.lines() {
        let scaled =
            ["pilots = ", "tugs = "].iter().find_map(|key| Some((key, line.strip_prefix(key)?.trim().parse::<usize>().ok()?)));
        let line = match (line, scaled) {
            (_, Some((key, number))) => format!("{key}{}", number * count),
            (line, None) if line.starts_with("horizon =") => "horizon = \"4 weeks\"".to_owned(),
            (line, None) if line.starts_with("warm-up =") => "warm-up = \"0 h\"".to_owned(),
            (line, None) => line.to_owned(),
        };
        grown += &line;
        grown.push('\n');
    }
    for number in 0..count {
        let renamed = own.replace(&format!("[terminal.{terminal}."), &format!("[terminal.{terminal}-{number}."));
        let renamed = renamed.replace(&format!("terminal = \"{terminal}\""), &format!("terminal = \"{terminal}-{number}\""));
        grown += &renamed.replace("\n[service.", &format!("\n[service.of-{number}-"));
    }
    Ok(grown)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rounds: u32 = arguments.next().map_or(Ok(3), |rounds| rounds.parse())?;
    let path = arguments.next().unwrap_or_else(|| "scenarios/tanger-med-tc4.toml".to_owned());
    let text = std::fs::read_to_string(&path)?;
    let terminal =
        text.split("\n[terminal.").nth(1).and_then(|rest| rest.split('.').next()).ok_or("the scenario has no terminal")?;
    let counts = [1, 2, 4, 8, 16];
    let mut scenarios = Vec::new();
    for count in counts {
        scenarios.push(scenario(&grown(&text, terminal, count)?)?);
    }
    let (mut rows, mut events) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let mut row = Vec::new();
        events.clear();
        for scenario in &scenarios {
            let begin = cpu_ns();
            let outcome = simulate(scenario, 1, 0, false).map_err(|violation| violation.0)?;
            row.push((cpu_ns() - begin) / outcome.events as f64);
            events.push(outcome.events);
        }
        rows.push(row);
    }
    println!("terminals      events   ns/event   ratio");
    for (column, (count, events)) in counts.iter().zip(events).enumerate() {
        let ns = median(rows.iter().map(|row| row[column]).collect());
        let ratio = median(rows.iter().map(|row| row[column] / row[0]).collect());
        println!("{count:9} {events:11} {ns:10.1} {ratio:7.2}");
    }
    Ok(())
}
