//! The parsed text as a tree whose every key and value knows its bytes.
//!
//! It is our own tree rather than the parser's so that it owns its text, keeps the order of the file, and is never deeper
//! than [`DEEPEST`].

use crate::scenario::diagnostic::{Code, Finding};
use std::ops::Range;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

/// Bytes of the scenario.
pub type Span = Range<usize>;

/// Tables and arrays may be nested as deep.
pub const DEEPEST: usize = 64;

/// A scenario may be as long [bytes].
pub const LONGEST: usize = 4 << 20;

/// As many faults of syntax are kept.
const MOST: usize = 200;

/// A value and its place.
#[derive(Debug)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// What a value is.
#[derive(Debug)]
pub enum Value {
    Text(String),
    /// Beyond i128 it is `None`.
    Integer(Option<i128>),
    Float(f64),
    Flag(bool),
    Datetime(Datetime),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// One key of a table with its value.
#[derive(Debug)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub node: Node,
}

impl Node {
    /// A table without keys.
    pub fn empty() -> Node {
        Node { span: 0..0, value: Value::Table(Vec::new()) }
    }

    /// The entries of a table in the order of the file; none if it is something else.
    pub fn entries(&self) -> &[Entry] {
        if let Value::Table(entries) = &self.value { entries } else { &[] }
    }

    /// The elements of a list; none if it is something else.
    pub fn elements(&self) -> &[Node] {
        if let Value::List(elements) = &self.value { elements } else { &[] }
    }

    /// A key of a table.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value of a key of a table.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    pub fn is_table(&self) -> bool {
        matches!(self.value, Value::Table(_))
    }

    /// What it is, in words.
    pub fn type_name(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "text",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a number with a point",
            Value::Flag(_) => "true or false",
            Value::Datetime(_) => "a date or time",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// A text parsed as far as it can be.
pub struct Parsed {
    pub root: Node,
    pub findings: Vec<Finding>,
    /// Whether the tree is what the text says; duplicate keys leave it so, other faults of syntax do not.
    pub sound: bool,
}

/// Parses TOML; every fault becomes a finding, the first of each line.
pub fn parse(text: &str) -> Parsed {
    if text.len() > LONGEST {
        let message = format!("the scenario has {} bytes, more than {} MiB", text.len(), LONGEST >> 20);
        let help = Some("move long lists of vessel calls to a CSV file".to_owned());
        let findings = vec![Finding { code: Code::TooLarge, span: 0..0, message, help }];
        return Parsed { root: Node::empty(), findings, sound: false };
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let (span, table) = (table.span(), table.into_inner());
    let mut findings = Vec::new();
    let (mut sound, mut last_line, mut line, mut counted) = (true, None, 0, 0);
    let mut errors: Vec<_> = errors.iter().map(|error| (place_of(error.span(), text), error.message())).collect();
    errors.sort_by_key(|(span, _)| span.start);
    for (span, message) in errors {
        line += text.as_bytes()[counted..span.start].iter().filter(|byte| **byte == b'\n').count();
        counted = span.start;
        let finding = syntax(span, message, text);
        sound &= finding.code == Code::Duplicate;
        if findings.len() < MOST && last_line.replace(line) != Some(line) {
            findings.push(finding);
        }
    }
    let mut too_deep = None;
    let root = convert(span, DeValue::Table(table), 0, &mut too_deep);
    if let Some(span) = too_deep.filter(|_| !findings.iter().any(|finding| finding.code == Code::TooLarge)) {
        findings.push(deep(span));
    }
    Parsed { root, findings, sound }
}

/// The bytes an error is about; at the end of the text, its last character.
fn place_of(span: Option<Span>, text: &str) -> Span {
    let span = span.unwrap_or(0..0);
    let start = span.start.min(text.len());
    start..span.end.clamp(start, text.len())
}

fn syntax(span: Span, message: &str, text: &str) -> Finding {
    let message = message.lines().next().unwrap_or("not TOML").to_owned();
    let token = text.get(span.clone()).filter(|token| !token.is_empty() && token.len() <= 60).map(str::trim);
    match token {
        _ if message.contains("recursion") => deep(span),
        _ if message.contains("duplicate key") => {
            let what = token.map_or_else(|| "this key".to_owned(), |token| format!("`{token}`"));
            let (message, help) = (format!("{what} is written twice"), Some("write it once".to_owned()));
            Finding { code: Code::Duplicate, span, message, help }
        }
        Some(token) if message.contains("must be quoted") => {
            let help = Some(format!("put text in quotes: `\"{token}\"`"));
            Finding { code: Code::Syntax, span, message, help }
        }
        _ => Finding { code: Code::Syntax, span, message, help: None },
    }
}

fn deep(span: Span) -> Finding {
    let message = format!("tables and lists are nested more than {DEEPEST} deep");
    Finding { code: Code::TooLarge, span, message, help: None }
}

fn convert(span: Span, value: DeValue<'_>, depth: usize, too_deep: &mut Option<Span>) -> Node {
    if depth > DEEPEST {
        too_deep.get_or_insert(span.clone());
        dismantle(value);
        return Node { span, value: Value::Table(Vec::new()) };
    }
    let value = match value {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Integer(i128::from_str_radix(number.as_str(), number.radix()).ok()),
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(datetime) => Value::Datetime(datetime),
        DeValue::Array(elements) => {
            Value::List(elements.into_iter().map(|node| convert(node.span(), node.into_inner(), depth + 1, too_deep)).collect())
        }
        DeValue::Table(table) => {
            let mut entries: Vec<Entry> = table
                .into_iter()
                .map(|(key, node)| Entry {
                    key_span: key.span(),
                    key: key.into_inner().into_owned(),
                    node: convert(node.span(), node.into_inner(), depth + 1, too_deep),
                })
                .collect();
            entries.sort_by_key(|entry| entry.key_span.start);
            Value::Table(entries)
        }
    };
    Node { span, value }
}

/// Drops a tree of any depth without recursion.
fn dismantle(value: DeValue<'_>) {
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            DeValue::Array(elements) => left.extend(elements.into_iter().map(|node| node.into_inner())),
            DeValue::Table(table) => left.extend(table.into_iter().map(|(_, node)| node.into_inner())),
            _ => {}
        }
    }
}
