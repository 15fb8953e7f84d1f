//! `darse baseline log`: what was accepted, and how far the KPIs have drifted since.

use super::read;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::gate::class::Class;
use std::path::PathBuf;

#[derive(clap::Args, Debug)]
pub(super) struct LogArgs {
    /// The baseline
    file: PathBuf,
}

pub(super) fn run(args: &LogArgs, console: &mut Console) -> Result<Exit, Failure> {
    let baseline = read(&args.file)?;
    let number = |value: Option<f64>| value.map_or("–".to_owned(), crate::number::shortest);
    let mut text = format!("{}: {} replications\n", baseline.head.scenario, baseline.replications.len());
    for (nth, entry) in baseline.ledger.iter().enumerate() {
        let anchored = if entry.anchored { ", anchored anew" } else { "" };
        text += &format!("\n{}. {} (darse {}{anchored}): {}\n", nth + 1, entry.verdict, entry.darse, entry.reason);
        for it in &entry.moved {
            text += &format!("   {}  {} → {}\n", it.kpi, number(it.old), number(it.new));
        }
    }
    if baseline.ledger.is_empty() {
        text += "nothing was accepted since it was recorded\n";
    }
    let drifts = baseline.kpis.iter().enumerate().filter(|(_, kpi)| kpi.class == Class::Gate).filter_map(|(at, kpi)| {
        let (anchor, now) = (kpi.anchor?, baseline.mean(at, usize::MAX)?);
        let drift = if anchor == 0.0 { 0.0 } else { (now - anchor) / anchor.abs() };
        (drift != 0.0).then(|| {
            let red = if drift.abs() > kpi.tolerance { "  RED" } else { "" };
            format!("   {}  {:+.3} % of ± {} %{red}\n", kpi.id, 100.0 * drift, crate::number::shortest(100.0 * kpi.tolerance))
        })
    });
    let drifts: String = drifts.collect();
    if !drifts.is_empty() {
        text += &format!("\nDrifts since the anchors:\n{drifts}");
    }
    console.out(&crate::escape::printable(&text));
    Ok(Exit::Success)
}
