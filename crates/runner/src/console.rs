//! The two streams of a terminal: results go out on one, everything said about them on the other.

use crate::escape::printable;
use crate::exit::Failure;
use anstyle::{AnsiColor, Style};
use std::io::{IsTerminal, Write};

/// Where a command's words go. Tests give it two buffers.
pub struct Console<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Colours on stderr.
    pub colour: bool,
    /// Progress bars on stderr.
    pub progress: bool,
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
        Console { out, err, colour: false, progress: false }
    }

    /// The process's own streams; colours and progress only if stderr is a terminal, and no colours with `NO_COLOR`.
    pub fn standard(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Console<'a> {
        let terminal = std::io::stderr().is_terminal();
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Console { out, err, colour: terminal && !no_colour, progress: terminal }
    }

    /// Results, to stdout. A reader that has gone away (`darse kpis | head`) is no error.
    pub fn out(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
        let _ = self.out.flush();
    }

    /// Bytes as they are, to stdout.
    pub fn out_bytes(&mut self, bytes: &[u8]) {
        let _ = self.out.write_all(bytes);
        let _ = self.out.flush();
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
