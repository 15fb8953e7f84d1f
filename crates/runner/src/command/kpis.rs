//! `darse kpis`: the definitions, from where they are kept.

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::model::Model;
use darse_port::kpi::Definition;
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
    Entry { id, name, unit, formula, population, censoring, source }
}

/// `id [unit]  name`, and a line or more for each part of the definition.
fn block(definition: &Definition) -> String {
    let mut text = format!("{} [{}]  {}\n", definition.id, definition.unit, definition.name);
    let parts = [
        ("formula", definition.formula),
        ("population", definition.population),
        ("censoring", definition.censoring),
        ("source", definition.source),
    ];
    for (label, body) in parts {
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
