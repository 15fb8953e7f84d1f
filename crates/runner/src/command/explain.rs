//! `darse explain`: what a diagnostic's code means, with an example of wrong and right.

use crate::console::Console;
use crate::exit::{Exit, Failure};
use darse_port::scenario::diagnostic::{Code, closest, explain};

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The code in a message's brackets, e.g. E0102; without one all are listed
    code: Option<String>,
}

pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let Some(code) = &args.code else {
        let lines: String = Code::ALL.iter().map(|code| format!("{}  {}\n", code.id(), code.summary())).collect();
        console.out(&lines);
        return Ok(Exit::Success);
    };
    let text = explain(code).ok_or_else(|| {
        let near = closest(code, Code::ALL.iter().map(|known| known.id()));
        let tip = near.map_or_else(|| "`darse explain` lists all".to_owned(), |near| format!("did you mean `{near}`?"));
        Failure::invalid(format!("no diagnostic has the code `{code}`: {tip}"))
    })?;
    console.out(&format!("{text}\n"));
    Ok(Exit::Success)
}
