//! One file a command: its arguments, and what it does with them.
//!
//! To add one: a file with `Args` and `run`, a variant of `Command` and its line in [`execute`].

mod baseline;
mod beside;
mod check;
mod compare;
mod completions;
mod course;
mod delivery;
mod explain;
mod job;
mod jobs;
mod known;
mod kpis;
mod new;
mod points;
mod policies;
mod precise;
mod run;
mod scenarios;
mod schema;
mod select;
mod sensitivity;
mod stress;
mod sweep;
mod verify;
mod why;

use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::model::Model;
use clap::{Arg, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;

/// What stands at the top of `darse --help`.
const ABOUT: &str = "Simulates a whole port, event by event: ships, quays, cranes, yards, gates, trucks, rail";

/// What stands at the end of `darse --help`.
const EXIT_CODES: &str = "Exit codes: 0 done; 1 a KPI changed; 2 mistake in the command line, a scenario or a baseline; 3 inconclusive; \
4 not comparable; 5 invariant violated, verification failed or another bug of ours; \
6 finished, but some replications failed; 7 the disk refused, or what is there is not to be replaced; 8 finished at a limit, without the precision asked for.";

/// The arguments.
#[derive(Debug, Parser)]
#[command(name = "darse", version, about = ABOUT, after_help = EXIT_CODES, disable_help_subcommand = true, max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run scenarios: replications in parallel, KPIs with intervals, plots
    Run(run::Args),
    /// Run scenarios under the same random numbers: what differs, by how much, how surely
    Compare(compare::Args),
    /// Run a scenario at many points: levels of some keys, every one with every other or sampled
    Sweep(sweep::Args),
    /// Which of some keys matter: Morris's screening, Sobol's indices
    Sensitivity(sensitivity::Args),
    /// Find the best of some scenarios in one KPI, with a stated probability
    Select(select::Args),
    /// Raise a demand until a limit is passed: the capacity, and what gives first
    Stress(stress::Args),
    /// Keep the KPIs of a scenario, and tell a change of them from noise
    Baseline(baseline::Args),
    /// Read and check scenarios, run nothing
    Check(check::Args),
    /// What each KPI means: formula, unit, population, censoring
    Kpis(kpis::Args),
    /// How each decision can be made: its policies, and where they are from
    Policies(policies::Args),
    /// The JSON Schema of a scenario, for editors
    Schema,
    /// A commented scenario to begin with
    New(new::Args),
    /// Theory and published tables against the engine and the port
    Verify(verify::Args),
    /// Why a vessel, a box, a truck, a train or a car was late: its day, hour by hour
    Why(why::Args),
    /// What a diagnostic's code means
    Explain(explain::Args),
    /// Completions for a shell
    Completions(completions::Args),
}

/// From arguments to an exit code.
pub fn execute(args: impl IntoIterator<Item = OsString>, model: &Model, console: &mut Console) -> Exit {
    let parsed = cli().try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage(&error, console),
    };
    let done: Result<Exit, Failure> = match cli.command {
        Command::Run(args) => run::run(&args, model, console),
        Command::Compare(args) => compare::run(&args, model, console),
        Command::Sweep(args) => sweep::run(&args, model, console),
        Command::Sensitivity(args) => sensitivity::run(&args, model, console),
        Command::Select(args) => select::run(&args, model, console),
        Command::Stress(args) => stress::run(&args, model, console),
        Command::Baseline(args) => baseline::run(&args, model, console),
        Command::Check(args) => check::run(&args, model, console),
        Command::Kpis(args) => kpis::run(&args, model, console),
        Command::Policies(args) => policies::run(&args, console),
        Command::Schema => schema::run(console),
        Command::New(args) => new::run(&args, console),
        Command::Verify(args) => verify::run(&args, console),
        Command::Why(args) => why::run(&args, model, console),
        Command::Explain(args) => explain::run(&args, console),
        Command::Completions(args) => completions::run(&args, console),
    };
    let exit = done.unwrap_or_else(|failure| {
        console.failure(&failure);
        failure.exit
    });
    let lost = console.lost().map(|error| Failure::input_output(format!("cannot write the results to stdout: {error}")));
    match lost {
        Some(failure) => {
            console.failure(&failure);
            failure.exit
        }
        None => exit,
    }
}

/// The command line. A number below 0 is a value of the option before it, whose range says what is wrong with it, and no option itself.
fn cli() -> clap::Command {
    let number = |arg: Arg| {
        let takes_numbers = arg.get_action().takes_values() && !arg.is_positional();
        arg.allow_negative_numbers(takes_numbers)
    };
    Cli::command().mut_subcommands(move |it| it.mut_args(number).mut_subcommands(move |it| it.mut_args(number)))
}

/// `--help` and `--version` are answers; anything else clap says is about a mistake.
fn usage(error: &clap::Error, console: &mut Console) -> Exit {
    if error.use_stderr() {
        let text = error.render();
        console.block(&if console.colour { text.ansi().to_string() } else { text.to_string() });
        Exit::Invalid
    } else {
        console.out(&error.render().to_string());
        Exit::Success
    }
}
