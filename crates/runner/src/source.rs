//! A scenario's text as the loader gets it: the file, and what `--set` makes of it.

use crate::disk::{DataFile, DataFiles, ReadError, read_scenario, sha256_hex};
use crate::edit::Override;
use crate::exit::Failure;
use crate::model::Model;
use darse_port::scenario::{Diagnostic, Scenario, Sweep};
use std::path::{Path, PathBuf};
use toml_edit::DocumentMut;

/// A scenario file with its overrides applied.
#[derive(Clone, Debug)]
pub struct Source {
    /// As the user wrote it.
    pub path: PathBuf,
    original: String,
    /// What the loader reads.
    pub text: String,
    /// What `--set` and the flags that stand for one asked for, in order.
    pub overrides: Vec<Override>,
    /// SHA-256 of the effective text, in hex, with folders of this machine cut from overrides.
    pub sha256: String,
}

/// What came of loading a [`Source`].
pub struct Checked {
    /// The scenario, if there was no error.
    pub scenario: Option<Scenario>,
    /// What it asks `darse sweep` to vary.
    pub sweep: Option<Sweep>,
    /// Errors and warnings, by position, each with a note if it points into text that an override made.
    pub diagnostics: Vec<(Diagnostic, Option<String>)>,
    /// The data files read on the way.
    pub data: Vec<DataFile>,
}

impl Source {
    /// Reads the file and applies the overrides. A text that is no TOML is left as it is: the loader says why.
    ///
    /// # Errors
    /// If the file cannot be read or an override has no place in it.
    pub fn read(path: &Path, overrides: &[Override]) -> Result<Source, Failure> {
        let original = read_scenario(path).map_err(|error| {
            let message = format!("cannot read `{}`: {error}{}", path.display(), did_you_mean(path, &error));
            match error {
                ReadError::System(_) => Failure::input_output(message),
                _ => Failure::invalid(message),
            }
        })?;
        Source::of(path.to_path_buf(), original, overrides.to_vec())
    }

    /// The same file with more overrides.
    ///
    /// # Errors
    /// If one has no place in it.
    pub fn with(&self, more: &[Override]) -> Result<Source, Failure> {
        let overrides = self.overrides.iter().chain(more).cloned().collect();
        Source::of(self.path.clone(), self.original.clone(), overrides)
    }

    fn of(path: PathBuf, original: String, overrides: Vec<Override>) -> Result<Source, Failure> {
        let text = edited(&original, &overrides)?;
        let portable: Vec<Override> = overrides.iter().map(Override::portable).collect();
        let sha256 = sha256_hex(edited(&original, &portable)?.as_bytes());
        Ok(Source { path, original, text, overrides, sha256 })
    }

    /// The file's name without folders and extension: what a run is called.
    pub fn stem(&self) -> String {
        self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The file's name without folders.
    pub fn file_name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The one way from text to a scenario.
    pub fn load(&self, model: &Model) -> Checked {
        let name = self.path.to_string_lossy();
        let mut files = DataFiles::beside(&self.path);
        let loaded = (model.load)(&name, &self.text, &mut files);
        let with_note = |diagnostic: Diagnostic| {
            if diagnostic.file == name {
                let note = self.note(&diagnostic);
                return (diagnostic, note);
            }
            let file = files.place(&diagnostic.file).to_string_lossy().into_owned();
            (Diagnostic { file, ..diagnostic }, None)
        };
        let diagnostics = loaded.diagnostics.into_iter().map(with_note).collect();
        Checked { scenario: loaded.scenario, sweep: loaded.sweep, diagnostics, data: files.read }
    }

    /// Says so if a diagnostic points at a line that is not the file's own.
    fn note(&self, diagnostic: &Diagnostic) -> Option<String> {
        let own = self.original.lines().nth((diagnostic.at.0 as usize).saturating_sub(1));
        if self.overrides.is_empty() || own == Some(diagnostic.excerpt.trim_end_matches(['\r', '\n'])) {
            return None;
        }
        let overrides: Vec<String> = self.overrides.iter().map(|change| format!("--set {change}")).collect();
        Some(format!("this is the text with {}", overrides.join(" ")))
    }
}

fn edited(original: &str, overrides: &[Override]) -> Result<String, Failure> {
    if overrides.is_empty() {
        return Ok(original.to_owned());
    }
    let Ok(mut document) = original.parse::<DocumentMut>() else { return Ok(original.to_owned()) };
    for change in overrides {
        change.apply(&mut document).map_err(|error| Failure::invalid(format!("--set {change}: {error}")))?;
    }
    Ok(document.to_string())
}

/// For `darse run hello`: the file that was probably meant.
fn did_you_mean(path: &Path, error: &ReadError) -> String {
    if *error != ReadError::Missing {
        return String::new();
    }
    let with_extension = path.with_extension("toml");
    let candidates = [with_extension.clone(), Path::new("scenarios").join(path), Path::new("scenarios").join(with_extension)];
    let found = candidates.into_iter().find(|candidate| candidate.is_file());
    found.map(|file| format!("; did you mean `{}`?", file.display())).unwrap_or_default()
}
