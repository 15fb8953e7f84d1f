//! `darse completions`: what a shell needs to complete commands and flags.

use super::Cli;
use crate::console::Console;
use crate::exit::{Exit, Failure};
use clap::CommandFactory;
use clap_complete::Shell;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The shell, e.g. `darse completions bash > ~/.local/share/bash-completion/completions/darse`
    shell: Shell,
}

pub(super) fn run(args: &Args, console: &mut Console) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "darse", &mut script);
    console.out_bytes(&script);
    Ok(Exit::Success)
}
