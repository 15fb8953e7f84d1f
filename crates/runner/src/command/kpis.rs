//! `darse kpis`: the definitions, from where they are kept.

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::model::Model;
use crate::naming::estimand;
use darse_engine::Sample;
use darse_port::kpi::{Definition, quantile_level, statistics};
use serde::Serialize;

/// The text is broken at this many columns.
const COLUMNS: usize = 110;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only those whose id or name holds one of these words
    words: Vec<String>,

    /// As JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    name: &'static str,
    unit: &'static str,
    formula: &'static str,
    population: &'static str,
    censoring: &'static str,
    source: &'static str,
    statistics: Vec<Statistic>,
}

/// One column of a KPI.
#[derive(Serialize)]
struct Statistic {
    /// As it stands behind the dot of the column's id; empty for the one without.
    id: &'static str,
    /// What its mean in a summary estimates.
    estimand: String,
    /// Observations without which a replication has no value.
    #[serde(skip_serializing_if = "Option::is_none")]
    least_observations: Option<usize>,
}

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let wanted: Vec<&Definition> = (model.catalogue)().iter().filter(|definition| asked_for(definition, &args.words)).collect();
    if wanted.is_empty() && !args.words.is_empty() {
        return Err(Failure::invalid(format!("no KPI is called `{}`; `darse kpis` lists them all", args.words.join(" "))));
    }
    if args.json {
        let entries: Vec<Entry> = wanted.into_iter().map(entry).collect();
        let text = serde_json::to_string_pretty(&entries).expect("text is always JSON");
        console.out(&format!("{text}\n"));
    } else {
        let blocks: Vec<String> = wanted.into_iter().map(block).collect();
        console.out(&blocks.join("\n"));
    }
    Ok(Exit::Success)
}

fn asked_for(definition: &Definition, words: &[String]) -> bool {
    let name = definition.name.to_lowercase();
    words.is_empty() || words.iter().any(|word| definition.id.contains(word) || name.contains(&word.to_lowercase()))
}

fn entry(d: &Definition) -> Entry {
    let Definition { id, name, unit, formula, population, censoring, source } = *d;
    Entry { id, name, unit, formula, population, censoring, source, statistics: statistics_of(id) }
}

fn statistics_of(definition: &str) -> Vec<Statistic> {
    let statistic = |id: &'static str| Statistic {
        id,
        estimand: estimand(&format!("{definition}.{id}")),
        least_observations: quantile_level(id).map(Sample::least_for),
    };
    statistics(definition).into_iter().map(statistic).collect()
}

/// `id [unit]  name`, and a line or more for each part of the definition.
fn block(definition: &Definition) -> String {
    let mut text = format!("{} [{}]  {}\n", definition.id, definition.unit, definition.name);
    let quantile = |it: &Statistic| {
        let least = it.least_observations?;
        Some(format!("{}: {}; no value below {least} observations a replication", it.id, it.estimand))
    };
    let estimands = statistics_of(definition.id).iter().filter_map(quantile).collect::<Vec<_>>().join(". ");
    let parts = [
        ("formula", definition.formula),
        ("population", definition.population),
        ("censoring", definition.censoring),
        ("source", definition.source),
        ("estimand", estimands.as_str()),
    ];
    for (label, body) in parts.into_iter().filter(|(_, body)| !body.is_empty()) {
        for (at, line) in wrapped(body, COLUMNS - 16).into_iter().enumerate() {
            text += &format!("    {:<10}  {line}\n", if at == 0 { label } else { "" });
        }
    }
    text
}

fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > columns {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
