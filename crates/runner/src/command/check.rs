//! `darse check`: reads and checks scenarios, runs nothing.

use super::scenarios::{ScenarioArgs, refused, report, verdict};
use crate::console::Console;
use crate::exit::{Exit, Failure};
use crate::message::MessageFormat;
use crate::model::Model;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scenarios: ScenarioArgs,
}

/// One line a scenario on stdout: `scenario.toml: ok, 2 warnings`. With JSON messages, the messages alone. One that cannot be read is said on
/// stderr and keeps none of the others from being checked; the first that is refused decides the exit code.
pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let format = args.scenarios.reading.message_format;
    let mut exit = Exit::Success;
    let mut refuse = |with: Exit| {
        if exit == Exit::Success {
            exit = with;
        }
    };
    for loaded in args.scenarios.load(model) {
        let (source, checked) = match loaded {
            Ok(loaded) => loaded,
            Err(failure) => {
                console.failure(&failure);
                refuse(failure.exit);
                continue;
            }
        };
        report(&checked.diagnostics, format, true, console);
        if format == MessageFormat::Human {
            let name = crate::escape::printable(&source.path.display().to_string());
            console.out(&format!("{name}: {}\n", verdict(&checked)));
        }
        if refused(&checked) {
            refuse(Exit::Invalid);
        }
    }
    Ok(exit)
}
