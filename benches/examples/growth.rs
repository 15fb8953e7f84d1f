//! Time per event as the zone grows from one terminal to sixteen of the same kind: it should hardly grow.
//!
//! `cargo run --release -p darse-benches --example growth [SCENARIO]` with a scenario of one terminal, TC4 unless another is named

#![expect(clippy::print_stdout, reason = "the table is the point")]
#![expect(clippy::disallowed_methods, reason = "a bench measures time")]

use darse_benches::scenario::scenario;
use darse_port::simulate;
use std::error::Error;
use std::time::Instant;

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
    let path = std::env::args().nth(1).unwrap_or_else(|| "scenarios/tanger-med-tc4.toml".to_owned());
    let text = std::fs::read_to_string(&path)?;
    let terminal =
        text.split("\n[terminal.").nth(1).and_then(|rest| rest.split('.').next()).ok_or("the scenario has no terminal")?;
    let counts = [1, 2, 4, 8, 16];
    let scenarios = counts.map(|count| grown(&text, terminal, count).and_then(|text| Ok(scenario(&text)?)));
    let mut best = [(f64::INFINITY, 0); 5];
    for _ in 0..3 {
        for (scenario, best) in scenarios.iter().zip(&mut best) {
            let scenario = scenario.as_ref().map_err(ToString::to_string)?;
            let begin = Instant::now();
            let outcome = simulate(scenario, 1, 0, false).map_err(|violation| violation.0)?;
            let ns = begin.elapsed().as_secs_f64() * 1e9 / outcome.events as f64;
            *best = (best.0.min(ns), outcome.events);
        }
    }
    println!("terminals      events   ns/event   ratio");
    for (count, (ns, events)) in counts.iter().zip(best) {
        println!("{count:9} {events:11} {ns:10.1} {:7.2}", ns / best[0].0);
    }
    Ok(())
}
