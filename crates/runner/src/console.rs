//! The two streams of a terminal: results go out on one, everything said about them on the other.

use crate::escape::printable;
use crate::exit::Failure;
use anstyle::{AnsiColor, Style};
use std::io::{Error, ErrorKind, IsTerminal, Write};

/// Where a command's words go. Tests give it two buffers.
pub struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Colours on stderr.
    pub colour: bool,
    /// Progress bars on stderr.
    pub progress: bool,
    /// Why results could not be written.
    lost: Option<Error>,
}

/// What a piece of text is, when colours are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// `error[E0312]`
    Error,
    /// `warning[W0101]`
    Warning,
    /// Gutters, carets' frames, `= help:`
    Frame,
}

impl Paint {
    fn style(self) -> Style {
        match self {
            Paint::Error => AnsiColor::Red.on_default().bold(),
            Paint::Warning => AnsiColor::Yellow.on_default().bold(),
            Paint::Frame => AnsiColor::Blue.on_default().bold(),
        }
    }

    /// The text, in its colour if `colour`.
    pub fn on(self, text: &str, colour: bool) -> String {
        let style = self.style();
        if colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

impl<'a> Console<'a> {
    /// Two buffers: no colour, no progress.
    pub fn plain(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Console<'a> {
        Console { out, err, colour: false, progress: false, lost: None }
    }

    /// The process's own streams; colours and progress only if stderr is a terminal, and no colours with `NO_COLOR`.
    pub fn standard(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Console<'a> {
        let terminal = std::io::stderr().is_terminal();
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Console { out, err, colour: terminal && !no_colour, progress: terminal, lost: None }
    }

    /// Results, to stdout.
    pub fn out(&mut self, text: &str) {
        self.out_bytes(text.as_bytes());
    }

    /// Bytes as they are, to stdout.
    pub fn out_bytes(&mut self, bytes: &[u8]) {
        if let Err(error) = self.out.write_all(bytes).and_then(|()| self.out.flush()) {
            self.lost.get_or_insert(error);
        }
    }

    /// Why results could not be written, if they could not. A reader that has gone away (`darse kpis | head`) is no error.
    pub fn lost(&self) -> Option<&Error> {
        self.lost.as_ref().filter(|error| error.kind() != ErrorKind::BrokenPipe)
    }

    /// A line about the results, to stderr.
    pub fn note(&mut self, line: &str) {
        let _ = writeln!(self.err, "{}", printable(line));
    }

    /// Text that is already laid out and escaped, to stderr.
    pub fn block(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    /// `warning: …`
    pub fn warning(&mut self, message: &str) {
        let head = Paint::Warning.on("warning", self.colour);
        let _ = writeln!(self.err, "{head}: {}", printable(message));
    }

    /// `error: …`
    pub fn failure(&mut self, failure: &Failure) {
        let head = Paint::Error.on("error", self.colour);
        let _ = writeln!(self.err, "{head}: {}", printable(&failure.message));
    }
}
