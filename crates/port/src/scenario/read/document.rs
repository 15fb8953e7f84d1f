//! One scenario being read: its text, the reference that gives defaults, and what was found wrong so far.

use super::describe::{Descriptions, Kind};
use super::node::{self, Node, Span};
use super::table::{Path, Table};
use crate::scenario::diagnostic::{CAP, Code, Diagnostic, Finding, Severity, Source, capped};
use std::cell::RefCell;

/// A place in the scenario, kept to complain about later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    start: u32,
    end: u32,
}

impl Place {
    pub(super) fn new(span: &Span) -> Self {
        Place { start: span.start as u32, end: span.end as u32 }
    }

    /// Its bytes in the scenario.
    pub fn span(self) -> Span {
        self.start as usize..self.end as usize
    }
}

/// A scenario being read.
///
/// Reading never stops: each getter of [`Table`] records what is wrong and gives a harmless value, and [`Document::finish`]
/// hands out all that was found.
#[derive(Debug)]
pub struct Document {
    pub(super) source: Source,
    pub(super) user: Node,
    pub(super) reference: Node,
    pub(super) reference_source: Source,
    /// Set when the syntax is wrong: the tree is not what was meant, and complaining about it would mislead.
    muted: bool,
    pub(super) describing: bool,
    findings: RefCell<Vec<Finding>>,
    others: RefCell<Vec<Diagnostic>>,
    pub(super) descriptions: RefCell<Descriptions>,
}

impl Document {
    /// Parses a scenario; `name` is the file name that diagnostics carry, `reference` the TOML text that gives the defaults.
    ///
    /// # Panics
    /// If the reference is not TOML: a fault of ours.
    pub fn parse(name: &str, text: &str, reference: &'static str) -> Document {
        let parsed = node::parse(text);
        let muted = !parsed.sound;
        let user = if muted { Node::empty() } else { parsed.root };
        Document {
            source: Source::new(name, if text.len() > node::LONGEST { "" } else { text }),
            user,
            reference: reference_tree(reference),
            reference_source: Source::new("reference.toml", reference),
            muted,
            describing: false,
            findings: RefCell::new(parsed.findings),
            others: RefCell::default(),
            descriptions: RefCell::default(),
        }
    }

    /// The reference read as a scenario, recording what each key is: see [`Document::descriptions`].
    ///
    /// # Panics
    /// If the reference is not TOML: a fault of ours.
    pub fn describe(reference: &'static str) -> Document {
        Document { describing: true, ..Document::parse("reference.toml", reference, reference) }
    }

    /// The top level of the scenario.
    pub fn root(&self) -> Table<'_> {
        Table::new(self, Some(&self.user), Place::new(&(0..0)), vec![&self.reference], Path::default())
    }

    /// Reads the whole scenario; unknown keys are reported when `read` returns.
    pub fn read<R>(&self, read: impl FnOnce(&mut Table<'_>) -> R) -> R {
        read(&mut self.root())
    }

    /// Whether an error was found so far.
    pub fn has_errors(&self) -> bool {
        let is_error = |code: Code| code.severity() == Severity::Error;
        self.findings.borrow().iter().any(|finding| is_error(finding.code))
            || self.others.borrow().iter().any(|other| other.severity == Severity::Error)
    }

    /// Whether so much was found that help for more would not be seen.
    pub(super) fn is_crowded(&self) -> bool {
        self.findings.borrow().len() > 4 * CAP
    }

    /// What was found so far, sorted and capped.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut findings = self.findings.borrow().clone();
        findings.sort_by_key(|finding| (finding.code.severity(), finding.span.start, finding.span.end));
        findings.dedup();
        // One more than is shown; working out lines and columns of the others would take long.
        let hidden = findings.len().saturating_sub(CAP + 1);
        findings.truncate(CAP + 1);
        let located = findings.into_iter().map(|finding| self.source.diagnostic(finding));
        capped(&self.source.name, located.chain(self.others.borrow().iter().cloned()).collect(), hidden)
    }

    /// Everything that was found, by position, the scenario first; at most 50 and a line that counts the rest.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics()
    }

    /// Adds what was found in another file.
    pub fn absorb(&self, others: impl IntoIterator<Item = Diagnostic>) {
        self.others.borrow_mut().extend(others);
    }

    /// Reports at a place kept from reading; an error or a warning by its code.
    pub fn error_at(&self, place: Place, code: Code, message: impl Into<String>, help: impl Into<String>) {
        let help = Some(help.into()).filter(|help| !help.is_empty());
        self.find(Finding { code, span: place.span(), message: message.into(), help });
    }

    /// The same as [`Document::error_at`]: the code says how severe it is.
    pub fn warn_at(&self, place: Place, code: Code, message: impl Into<String>, help: impl Into<String>) {
        debug_assert!(code.severity() == Severity::Warning, "{} is an error", code.id());
        self.error_at(place, code, message, help);
    }

    pub(super) fn find(&self, finding: Finding) {
        if !self.muted {
            self.findings.borrow_mut().push(finding);
        }
    }

    pub(super) fn find_all(&self, findings: Vec<Finding>) {
        findings.into_iter().for_each(|finding| self.find(finding));
    }

    /// Records what a key is.
    pub(super) fn describe_key(&self, pattern: String, kind: Kind, about: &str, default: Option<&Node>) {
        let default = default.map(|node| self.reference_source.slice(&node.span).to_owned());
        self.descriptions.borrow_mut().add(pattern, kind, about, default);
    }
}

fn reference_tree(text: &str) -> Node {
    let parsed = node::parse(text);
    assert!(parsed.findings.is_empty(), "the reference scenario is not TOML: {:?}", parsed.findings);
    parsed.root
}

/// The bytes of a scenario as text.
///
/// # Errors
/// A diagnostic at the first byte that is not UTF-8.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Box<Diagnostic>> {
    String::from_utf8(bytes).map_err(|fault| {
        let at = fault.utf8_error().valid_up_to();
        let valid = String::from_utf8_lossy(&fault.as_bytes()[..at]).into_owned();
        let byte = fault.as_bytes()[at];
        let finding = Finding {
            code: Code::NotUtf8,
            span: at..at,
            message: format!("the file is not UTF-8: byte {at} is 0x{byte:02x}"),
            help: Some("save it as UTF-8 in your editor".to_owned()),
        };
        Box::new(Diagnostic { span: at..at + 1, ..Source::new(name, &valid).diagnostic(finding) })
    })
}
