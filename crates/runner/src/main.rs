//! The command line of Darse: arguments → command → exit code.

use darse_runner::command;
use darse_runner::console::Console;
use darse_runner::exit::Exit;
use darse_runner::model::Model;
use std::io::{stderr, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (mut out, mut err) = (stdout(), stderr());
    let mut console = Console::standard(&mut out, &mut err);
    let run = || command::execute(std::env::args_os(), &Model::PORT, &mut console);
    // A panic has already said where; what is left is to leave with the code of a bug of ours.
    catch_unwind(AssertUnwindSafe(run)).unwrap_or(Exit::Internal).into()
}
