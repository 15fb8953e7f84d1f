//! Getters for tables within tables: one, one that may be absent, many by name, many in a list.

use super::describe::Kind;
use super::document::Place;
use super::fault::Faults;
use super::node::{Entry, Node, Span, Value};
use super::table::{Path, Table, quoted, shortened};
use crate::scenario::diagnostic::Code;

/// Longest name [characters].
const LONGEST_NAME: usize = 40;

impl<'d> Table<'d> {
    /// A table; if the user did not write it, all its keys have their defaults.
    pub fn table<R>(&mut self, key: &'static str, about: &str, read: impl FnOnce(&mut Table<'d>) -> R) -> R {
        self.ask(key);
        self.describe(key, || Kind::Table, about);
        let user = self.written(key).filter(|entry| self.holds_table(entry)).map(|entry| &entry.node);
        let header = self.written(key).map_or(self.header, |entry| Place::new(&entry.node.span));
        read(&mut Table::new(self.doc, user, header, self.defaults_of(key), self.path.key(key)))
    }

    /// A table that does something only if the user wrote it. (Describing, if the reference has it.)
    pub fn optional<R>(&mut self, key: &'static str, about: &str, read: impl FnOnce(&mut Table<'d>) -> R) -> Option<R> {
        self.ask(key);
        self.describe(key, || Kind::Optional, about);
        let entry = self.written(key)?;
        let user = self.holds_table(entry).then_some(&entry.node);
        let header = Place::new(&entry.node.span);
        Some(read(&mut Table::new(self.doc, user, header, self.defaults_of(key), self.path.key(key))))
    }

    /// A key that does something only if the user wrote it: `t.maybe("patience", |t| t.duration("patience", …))`.
    pub fn maybe<R>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> R) -> Option<R> {
        self.ask(key);
        if self.doc.describing {
            self.doc.descriptions.borrow_mut().maybe(self.path.key(key).pattern());
        }
        let read = self.has(key).then(|| read(self));
        if self.doc.describing && self.default_of(key).is_none() {
            self.doc.descriptions.borrow_mut().missing.insert(self.path.key(key).pattern().to_owned());
        }
        read
    }

    /// Tables by name, in the order of the file. There are none by default.
    pub fn map<R>(
        &mut self,
        key: &'static str,
        about: &str,
        mut read: impl FnMut(&str, &mut Table<'d>) -> R,
    ) -> Vec<(String, R)> {
        self.ask(key);
        self.describe(key, || Kind::Map, about);
        let Some(written) = self.written(key) else { return Vec::new() };
        let path = self.path.key(key);
        if let Value::List(_) = &written.node.value {
            let help = format!("give each a name: `[{}.NAME]`", path.shown());
            return self.not_tables(written, "a table of tables by name", help);
        }
        if !self.holds_table(written) {
            return Vec::new();
        }
        let defaults: Vec<&Node> = self.defaults_of(key).into_iter().flat_map(Node::entries).map(|entry| &entry.node).collect();
        let mut all = Vec::new();
        for entry in written.node.entries() {
            if let Some(mut table) = self.named_table(entry, &path, defaults.clone()) {
                all.push((entry.key.clone(), read(&entry.key, &mut table)));
            }
        }
        all
    }

    /// One of a map; none where it is no table, which is reported.
    fn named_table(&self, entry: &'d Entry, of: &Path, defaults: Vec<&'d Node>) -> Option<Table<'d>> {
        let named = format!("{}.{}", of.shown(), quoted(&shortened(&entry.key)));
        let mut faults = Faults::new(&self.doc.source);
        check_name(&entry.key, &entry.key_span, &mut faults);
        if !entry.node.is_table() {
            faults.wrong_type::<()>(&shortened(&entry.key), &entry.node, "a table", format!("write `[{named}]`"));
        }
        self.doc.find_all(faults.list);
        let header = Place::new(&entry.node.span);
        entry.node.is_table().then(|| Table::new(self.doc, Some(&entry.node), header, defaults, of.any(named)))
    }

    /// Names of the tables of a map that are written with this `kind`, before the map is read.
    pub fn names_of_kind(&self, key: &str, kind: &str) -> Vec<String> {
        let entries = self.written(key).map_or(&[][..], |entry| entry.node.entries());
        let is_of_kind = |entry: &&Entry| entry.node.get("kind").and_then(Node::text) == Some(kind);
        entries.iter().filter(is_of_kind).map(|entry| entry.key.clone()).collect()
    }

    /// Tables in a list, `[[key]]`. There are none by default.
    pub fn list<R>(&mut self, key: &'static str, about: &str, mut read: impl FnMut(&mut Table<'d>) -> R) -> Vec<R> {
        self.ask(key);
        self.describe(key, || Kind::List, about);
        let Some(written) = self.written(key) else { return Vec::new() };
        let path = self.path.key(key);
        let Value::List(elements) = &written.node.value else {
            let help = format!("write `[[{}]]`", path.shown());
            return self.not_tables(written, "a list of tables", help);
        };
        let defaults: Vec<&Node> = self.defaults_of(key).into_iter().flat_map(Node::elements).collect();
        let mut all = Vec::new();
        for (at, element) in elements.iter().enumerate() {
            if !element.is_table() {
                let mut faults = Faults::new(&self.doc.source);
                faults.wrong_type::<()>(key, element, "a list of tables", "");
                self.doc.find_all(faults.list);
                continue;
            }
            let path = path.any(format!("{} #{}", path.shown(), at + 1));
            all.push(read(&mut Table::new(self.doc, Some(element), Place::new(&element.span), defaults.clone(), path)));
        }
        all
    }

    /// Whether the value of a key is a table; reported if not.
    fn holds_table(&self, entry: &Entry) -> bool {
        if !entry.node.is_table() {
            let help = format!("write `[{}]`", self.path.key(&entry.key).shown());
            self.not_tables::<()>(entry, "a table", help);
        }
        entry.node.is_table()
    }

    fn not_tables<R>(&self, entry: &Entry, wanted: &str, help: String) -> Vec<R> {
        let mut faults = Faults::new(&self.doc.source);
        faults.wrong_type::<()>(&entry.key, &entry.node, wanted, help);
        self.doc.find_all(faults.list);
        Vec::new()
    }
}

/// Names must be fit for tables, plots and names of files.
pub(super) fn check_name(name: &str, span: &Span, faults: &mut Faults<'_>) {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    let length = name.chars().count();
    let message = match name.chars().find(|c| !allowed(*c)) {
        Some(c) => format!("the name `{}` has the character `{}`", shortened(name), c.escape_default()),
        None if length == 0 => "a name is empty".to_owned(),
        None if length > LONGEST_NAME => format!("the name `{}` has {length} characters", shortened(name)),
        None if name.trim() != name => format!("the name `{name}` begins or ends with a space"),
        None if name.chars().all(|c| c == '.') => format!("the name `{name}` has no letter or digit"),
        None => return,
    };
    faults.add(span, Code::BadName, message, "names are 1 to 40 letters, digits, spaces, `-`, `_` or `.`");
}
