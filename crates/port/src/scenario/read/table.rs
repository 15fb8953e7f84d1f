//! One table of the scenario, and the tables of the reference that give its defaults.
//!
//! Defaults: the tables at the same place of the reference, where any name of a map and any element of a list will do; those
//! of the same `kind` first. The first that has a key gives its default. Maps and lists themselves have no default entries.

use super::describe::Kind;
use super::document::{Document, Place};
use super::node::{Entry, Node, Span};
use crate::scenario::diagnostic::{Code, Finding, closest, listed};
use std::collections::BTreeSet;

/// Where a table stands: as people see it, and with `*` for names of maps and elements of lists.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    shown: String,
    pattern: String,
}

impl Path {
    pub(super) fn key(&self, key: &str) -> Path {
        Path { shown: dotted(&self.shown, key), pattern: dotted(&self.pattern, key) }
    }
    /// An entry of the map or list at this path.
    pub(super) fn any(&self, shown: String) -> Path {
        Path { shown, pattern: dotted(&self.pattern, "*") }
    }
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }
    pub(super) fn pattern(&self) -> &str {
        &self.pattern
    }
}

fn dotted(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// A name as it stands in a table header.
pub(super) fn quoted(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if bare { name.to_owned() } else { format!("{name:?}") }
}

/// One table of the scenario, perhaps absent; getters are in the files beside this one.
///
/// Keys that nobody asked for are reported when it is dropped.
#[derive(Debug)]
pub struct Table<'d> {
    pub(super) doc: &'d Document,
    pub(super) user: Option<&'d Node>,
    /// Its header, or that of the closest table that was written.
    pub(super) header: Place,
    /// Tables of the reference, best first.
    pub(super) defaults: Vec<&'d Node>,
    pub(super) path: Path,
    asked: BTreeSet<&'static str>,
    /// Set when a choice was wrong: keys that belong to another choice are no fault of their own.
    pub(super) lenient: bool,
}

impl<'d> Table<'d> {
    pub(super) fn new(doc: &'d Document, user: Option<&'d Node>, header: Place, mut defaults: Vec<&'d Node>, path: Path) -> Self {
        let kind_of = |node: &Node| node.get("kind").and_then(Node::text).map(str::to_owned);
        if let Some(kind) = user.and_then(kind_of).or_else(|| defaults.iter().find_map(|node| kind_of(node))) {
            defaults.sort_by_key(|node| kind_of(node).as_deref() != Some(kind.as_str()));
        }
        Table { doc, user, header, defaults, path, asked: BTreeSet::new(), lenient: false }
    }

    /// Whether the user wrote this key. (Describing, whether this entry of the reference has it.)
    pub fn has(&self, key: &str) -> bool {
        self.written(key).is_some()
    }

    /// Whether the user wrote this table.
    pub fn is_written(&self) -> bool {
        self.user.is_some()
    }

    /// Reports each of these keys that the user did not write, at the header of the table.
    pub fn require(&mut self, keys: &[&str]) {
        for key in keys {
            let example = self.default_of(key).map_or("", |node| self.doc.reference_source.slice(&node.span));
            self.require_like(key, if example.len() > 60 || example.contains('\n') { "" } else { example });
        }
    }

    /// Reports a key that the user did not write, with an example of what it holds; an empty one is left out.
    pub fn require_like(&mut self, key: &str, example: &str) {
        if self.doc.describing {
            self.doc.descriptions.borrow_mut().require(self.path.key(key).pattern());
        }
        if !self.has(key) {
            let help = if example.is_empty() { String::new() } else { format!("for instance `{key} = {example}`") };
            self.report(self.header.span(), Code::MissingKey, format!("missing key `{key}` {}", self.within()), help);
        }
    }

    /// The bytes of the value of a key; of the table's header if it was not written.
    pub fn span_of(&self, key: &str) -> Span {
        self.place(key).span()
    }

    /// The place of the value of a key, to complain about later; of the table's header if it was not written.
    pub fn place(&self, key: &str) -> Place {
        self.written(key).map_or(self.header, |entry| Place::new(&entry.node.span))
    }

    /// The place of the key itself.
    pub fn place_of_key(&self, key: &str) -> Place {
        self.written(key).map_or(self.header, |entry| Place::new(&entry.key_span))
    }

    /// The place of a name below a key (`north` of `[service.north]`), or below keys with dots between them; of the closest that was written.
    pub fn place_of_name(&self, key: &str, name: &str) -> Place {
        let (mut place, mut here) = (self.header, self.user);
        for part in key.split('.').chain([name]) {
            let Some(entry) = here.and_then(|node| node.entries().iter().find(|entry| entry.key == part)) else { break };
            (place, here) = (Place::new(&entry.key_span), Some(&entry.node));
        }
        place
    }

    /// The place of the table: its header, or the whole of an inline table.
    pub fn place_here(&self) -> Place {
        self.header
    }

    /// Reports at the value of a key. An empty help is left out.
    pub fn error(&self, key: &str, code: Code, message: impl Into<String>, help: impl Into<String>) {
        self.doc.error_at(self.place(key), code, message, help);
    }

    /// Reports at the value of a key something that does not stop the run. An empty help is left out.
    pub fn warn(&self, key: &str, code: Code, message: impl Into<String>, help: impl Into<String>) {
        self.doc.warn_at(self.place(key), code, message, help);
    }

    /// The document, for reporting at a [`Place`].
    pub fn document(&self) -> &'d Document {
        self.doc
    }

    /// Marks a key as known, without reading it: someone else does.
    pub fn known(&mut self, key: &'static str) {
        self.ask(key);
    }

    pub(super) fn report(&self, span: Span, code: Code, message: String, help: String) {
        self.doc.find(Finding { code, span, message, help: Some(help).filter(|help| !help.is_empty()) });
    }

    pub(super) fn ask(&mut self, key: &'static str) {
        self.asked.insert(key);
    }

    /// The key as the user wrote it.
    pub(super) fn written(&self, key: &str) -> Option<&'d Entry> {
        self.user.and_then(|table| table.entry(key))
    }

    /// The default of a key.
    pub(super) fn default_of(&self, key: &str) -> Option<&'d Node> {
        self.defaults.iter().find_map(|table| table.get(key))
    }

    /// All values of a key in the tables that give defaults.
    pub(super) fn defaults_of(&self, key: &str) -> Vec<&'d Node> {
        self.defaults.iter().filter_map(|table| table.get(key)).collect()
    }

    pub(super) fn describe(&self, key: &str, kind: impl FnOnce() -> Kind, about: &str) {
        if self.doc.describing {
            self.describe_as(key, kind(), about);
        }
    }

    fn describe_as(&self, key: &str, kind: Kind, about: &str) {
        self.doc.describe_key(self.path.key(key).pattern, kind, about, self.default_of(key));
        if self.default_of(key).is_none() {
            self.doc.descriptions.borrow_mut().missing.insert(self.path.key(key).pattern);
        }
    }

    /// A key that neither the user nor the reference has.
    pub(super) fn no_default(&self, key: &str) {
        let path = self.path.key(key);
        assert!(self.doc.describing || self.has(key), "`{}` has no default in the reference scenario", path.pattern);
    }

    /// `in [terminal.TC3]`, or `at the top level`.
    pub(super) fn within(&self) -> String {
        if self.path.shown.is_empty() { "at the top level".to_owned() } else { format!("in [{}]", self.path.shown) }
    }

    fn report_unknown_keys(&self) {
        let Some(table) = self.user else { return };
        for entry in table.entries().iter().filter(|entry| !self.asked.contains(entry.key.as_str())) {
            if self.doc.describing {
                self.doc.descriptions.borrow_mut().unread.insert(self.path.key(&entry.key).pattern);
                continue;
            }
            let elsewhere = self.defaults.iter().find(|table| table.get(&entry.key).is_some());
            if self.lenient && elsewhere.is_some() {
                continue;
            }
            let own = table.get("kind").or_else(|| self.default_of("kind")).and_then(Node::text);
            let kind = elsewhere.and_then(|table| table.get("kind")).and_then(Node::text).filter(|kind| own != Some(*kind));
            let help = match (kind, closest(&entry.key, &self.asked)) {
                (Some(kind), _) if self.asked.contains("kind") => format!("it belongs to kind = \"{kind}\""),
                (_, Some(meant)) => format!("did you mean `{meant}`?"),
                _ if self.asked.is_empty() => "no keys are known here".to_owned(),
                _ => format!("known here: {}", listed(&self.asked).replace(" or ", ", ")),
            };
            let message = format!("unknown key `{}` {}", shortened(&entry.key), self.within());
            self.report(entry.key_span.clone(), Code::UnknownKey, message, help);
        }
    }
}

impl Drop for Table<'_> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.report_unknown_keys();
        }
    }
}

/// A word of the user, cut if it is long.
pub(super) fn shortened(text: &str) -> String {
    let line = text.replace('\n', "⏎");
    if line.chars().count() <= 60 { line } else { line.chars().take(59).chain(['…']).collect() }
}
