//! `darse policies`: what decides, by decision, from the lists that the model chooses from.

use crate::console::Console;
use crate::exit::{Exit, Failure};
use darse_port::policy::{Described, catalogue};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Only decisions whose name or key holds one of these words
    words: Vec<String>,
}

pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let wanted: Vec<Described> = catalogue().into_iter().filter(|it| asked_for(it, &args.words)).collect();
    if wanted.is_empty() {
        return Err(Failure::invalid(format!(
            "no decision is called `{}`; `darse policies` lists them all",
            args.words.join(" ")
        )));
    }
    let blocks: Vec<String> = wanted.iter().map(block).collect();
    console.out(&blocks.join("\n"));
    Ok(Exit::Success)
}

fn asked_for(decision: &Described, words: &[String]) -> bool {
    words.is_empty() || words.iter().any(|word| decision.name.contains(word.as_str()) || decision.key.contains(word.as_str()))
}

/// `name  key`, and two lines for each policy.
fn block(decision: &Described) -> String {
    let mut text = format!("{}  {}\n", decision.name, decision.key);
    for it in &decision.policies {
        text += &format!("    {:<18} {:<6} {}\n{:29} {}\n", it.name, it.standing.word(), it.about, "", it.source);
    }
    text
}
