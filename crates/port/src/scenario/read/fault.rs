//! What is wrong with the value of one key, and the way every getter reads: the user's value, else the default.

use super::describe::Kind;
use super::node::{Node, Span, Value};
use super::table::{Table, shortened};
use crate::scenario::diagnostic::{Code, Finding, Source};

/// Collects what is wrong with the value of a key.
#[derive(Debug)]
pub(super) struct Faults<'a> {
    pub source: &'a Source,
    pub list: Vec<Finding>,
}

impl<'a> Faults<'a> {
    pub fn new(source: &'a Source) -> Self {
        Faults { source, list: Vec::new() }
    }

    /// Adds a fault. An empty help is left out.
    pub fn add(&mut self, span: &Span, code: Code, message: String, help: impl Into<String>) {
        let help = Some(help.into()).filter(|help| !help.is_empty());
        self.list.push(Finding { code, span: span.clone(), message, help });
    }

    /// The text of a value, as it stands in the file.
    pub fn found(&self, node: &Node) -> String {
        shortened(self.source.slice(&node.span))
    }

    /// `wanted` was wanted, something of another type was found. Always `None`.
    pub fn wrong_type<T>(&mut self, key: &str, node: &Node, wanted: &str, help: impl Into<String>) -> Option<T> {
        self.add_wrong_type(key, node, wanted, help.into());
        None
    }

    fn add_wrong_type(&mut self, key: &str, node: &Node, wanted: &str, help: String) {
        let found = match &node.value {
            Value::List(_) | Value::Table(_) => node.type_name().to_owned(),
            Value::Text(_) => format!("the text `{}`", self.found(node)),
            _ => format!("`{}`", self.found(node)),
        };
        self.add(&node.span, Code::WrongType, format!("`{key}` must be {wanted}, found {found}"), help);
    }
}

impl Table<'_> {
    /// The user's value; if there is none or it is at fault, the default; if there is none of that either, the placeholder.
    pub(super) fn get<T>(
        &mut self,
        key: &'static str,
        kind: impl FnOnce() -> Kind,
        about: &str,
        placeholder: T,
        parse: impl Fn(&Node, &mut Faults<'_>) -> Option<T>,
    ) -> T {
        self.ask(key);
        self.describe(key, kind, about);
        let written = self.written(key);
        if let Some(entry) = written {
            let mut faults = Faults::new(&self.doc.source);
            let value = parse(&entry.node, &mut faults);
            if let (Some(value), true) = (value, faults.list.is_empty()) {
                return value;
            }
            self.doc.find_all(faults.list);
            if self.doc.describing {
                return placeholder;
            }
        }
        let Some(default) = self.default_of(key) else {
            self.no_default(key);
            return placeholder;
        };
        let mut faults = Faults::new(&self.doc.reference_source);
        let value = parse(default, &mut faults);
        if let (Some(value), true) = (value, faults.list.is_empty()) {
            return value;
        }
        // A default may be of another kind of service than the one whose key is at fault: `unload` is cars, or tonnes.
        assert!(self.doc.describing || written.is_some(), "the reference scenario is at fault: {:?}", faults.list);
        placeholder
    }
}
