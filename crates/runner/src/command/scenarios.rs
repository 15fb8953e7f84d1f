//! Which scenarios a command is about, with which changes, and what is wrong with them.

use crate::console::Console;
use crate::edit::Override;
use crate::exit::Failure;
use crate::message::{self, MessageFormat};
use crate::model::Model;
use crate::number::counted;
use crate::source::{Checked, Source};
use darse_port::scenario::{Diagnostic, Severity};
use std::path::{Path, PathBuf};

/// Scenarios, for commands that take several.
#[derive(clap::Args, Debug)]
pub(super) struct ScenarioArgs {
    /// Scenario files
    #[arg(value_name = "SCENARIO", required = true)]
    scenarios: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// A scenario, for commands that take one.
#[derive(clap::Args, Debug)]
pub(super) struct OneScenarioArgs {
    /// Scenario file
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,

    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

/// How scenarios are read.
#[derive(clap::Args, Debug)]
pub(super) struct ReadingArgs {
    /// Change a value of the scenario, e.g. `terminal.TC3.cranes.count=9`; repeatable
    ///
    /// A part of the path that meets an array picks an entry by its name or its number, from 0. Parts may be quoted:
    /// `terminal."My Port".x`. The value is read as TOML, and as text if it is none.
    #[arg(long, value_name = "PATH=VALUE")]
    set: Vec<Override>,

    /// Simulated time that is measured, e.g. "4 weeks"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    horizon: Option<String>,

    /// Simulated time before it that is not measured, e.g. "1 week"
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    warm_up: Option<String>,

    /// How diagnostics are written: with excerpts, or as one JSON object a line
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) message_format: MessageFormat,
}

impl ScenarioArgs {
    /// Reads and checks every scenario, one after the other; a failure says that its file cannot be read or that an override has no place in it.
    pub(super) fn load(&self, model: &Model) -> impl Iterator<Item = Result<(Source, Checked), Failure>> {
        self.scenarios.iter().map(|path| self.reading.load(path, model))
    }

    /// Reads and checks all scenarios, which are to be run; says what is wrong with them.
    ///
    /// # Errors
    /// If one cannot be read or has errors: nothing is to be run then.
    pub(super) fn load_all(&self, quiet: bool, model: &Model, console: &mut Console) -> Result<Vec<(Source, Checked)>, Failure> {
        let loaded: Vec<(Source, Checked)> = self.load(model).collect::<Result<_, _>>()?;
        may_run(&loaded, self.reading.message_format, quiet, console)?;
        Ok(loaded)
    }
}

impl OneScenarioArgs {
    /// Reads and checks the scenario, which is to be run; says what is wrong with it.
    ///
    /// # Errors
    /// If it cannot be read or has errors.
    pub(super) fn load(&self, quiet: bool, model: &Model, console: &mut Console) -> Result<(Source, Checked), Failure> {
        let loaded = self.reading.load(&self.scenario, model)?;
        may_run(std::slice::from_ref(&loaded), self.reading.message_format, quiet, console)?;
        Ok(loaded)
    }
}

impl ReadingArgs {
    fn load(&self, path: &Path, model: &Model) -> Result<(Source, Checked), Failure> {
        let mut overrides = self.set.clone();
        for (key, value) in [("horizon", &self.horizon), ("warm-up", &self.warm_up)] {
            overrides.extend(value.as_ref().map(|value| Override::text(key, value)));
        }
        let source = Source::read(path, &overrides)?;
        let checked = source.load(model);
        Ok((source, checked))
    }
}

/// Says what is wrong with scenarios that are to be run; unless one is refused, not if `quiet`.
fn may_run(loaded: &[(Source, Checked)], format: MessageFormat, quiet: bool, console: &mut Console) -> Result<(), Failure> {
    let any_refused = loaded.iter().any(|(_, checked)| refused(checked));
    for (source, checked) in loaded {
        if any_refused || !quiet {
            report(&checked.diagnostics, format, false, console);
        }
        if refused(checked) {
            console.note(&format!("{}: {}; nothing was run", source.path.display(), verdict(checked)));
        }
    }
    if any_refused { Err(Failure::invalid("a scenario has errors")) } else { Ok(()) }
}

/// Prints diagnostics: for people on stderr; as JSON on stdout if `json_out`, else on stderr too.
pub(super) fn report(diagnostics: &[(Diagnostic, Option<String>)], format: MessageFormat, json_out: bool, console: &mut Console) {
    for (diagnostic, note) in diagnostics {
        match format {
            MessageFormat::Human => console.block(&message::human(diagnostic, note.as_deref(), console.colour)),
            MessageFormat::Json if json_out => console.out(&message::json(diagnostic, note.as_deref())),
            MessageFormat::Json => console.block(&message::json(diagnostic, note.as_deref())),
        }
    }
}

/// `ok`, `ok, 2 warnings` or `1 error, 2 warnings`.
pub(super) fn verdict(checked: &Checked) -> String {
    let count = |severity: Severity| checked.diagnostics.iter().filter(|(d, _)| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let mut parts = Vec::new();
    parts.push(if errors > 0 { counted(errors, "error") } else { "ok".to_owned() });
    if warnings > 0 {
        parts.push(counted(warnings, "warning"));
    }
    parts.join(", ")
}

/// Whether a scenario may not be run.
pub(super) fn refused(checked: &Checked) -> bool {
    checked.scenario.is_none() || checked.diagnostics.iter().any(|(d, _)| d.severity == Severity::Error)
}
