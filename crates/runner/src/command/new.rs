//! `darse new`: a commented scenario to begin with.

use crate::console::Console;
use crate::disk::write_new_file;
use crate::exit::{Exit, Failure};
use std::path::PathBuf;

/// A small port that runs as it is.
const TEMPLATE: &str = include_str!("../../templates/scenario.toml");

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The file to make, `.toml` is added; without one the scenario is printed
    name: Option<PathBuf>,
}

pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let Some(name) = &args.name else {
        console.out(TEMPLATE);
        return Ok(Exit::Success);
    };
    let path = if name.extension().is_some_and(|extension| extension == "toml") {
        name.clone()
    } else {
        let mut with_extension = name.clone().into_os_string();
        with_extension.push(".toml");
        with_extension.into()
    };
    write_new_file(&path, TEMPLATE.as_bytes()).map_err(|error| Failure::input_output(error.to_string()))?;
    let shown = path.display();
    console.note(&format!("{shown} is ready; run it with `darse run {shown}`"));
    Ok(Exit::Success)
}
