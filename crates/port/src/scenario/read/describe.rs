//! What every key of a scenario is, found by reading the reference with the same functions that read a scenario.

use crate::scenario::units::{Bounds, Dimension};
use std::collections::BTreeSet;

/// What a key holds.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the getter of its name")]
pub enum Kind {
    Count {
        min: u64,
        max: u64,
    },
    Number(Bounds),
    Numbers(Bounds),
    NumbersByName(Bounds),
    Share,
    Flag,
    Text,
    Texts,
    Seed,
    Quantity(Dimension, Bounds),
    Quantities(Dimension, Bounds),
    Moment,
    Moments,
    TimeOfDay,
    Datetime,
    Variate(Dimension),
    Choice(Vec<&'static str>),
    Choices(Vec<&'static str>),
    /// The name of one of these things.
    Name(&'static str),
    Names(&'static str),
    Table,
    Optional,
    Map,
    List,
}

/// One key of a scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// Its place, with `*` for names of maps and elements of lists: `terminal.*.cranes.count`.
    pub path: String,
    /// What it holds; a key that holds one thing under one `kind` and another under another has several descriptions.
    pub kind: Kind,
    /// One line about it.
    pub about: String,
    /// Its default, as it stands in the reference.
    pub default: Option<String>,
    /// Whether it does nothing unless it is written, so that the default is but an example.
    pub optional: bool,
    /// Whether it must be written in some tables at this place, so that the default is but an example.
    pub required: bool,
}

/// All that reading the reference tells.
#[derive(Debug, Default)]
pub(super) struct Descriptions {
    pub list: Vec<Description>,
    optional: BTreeSet<String>,
    required: BTreeSet<String>,
    /// Keys of the reference that nobody asked for.
    pub unread: BTreeSet<String>,
    /// Keys that were asked for and are not in the reference.
    pub missing: BTreeSet<String>,
}

impl Descriptions {
    /// Adds a description; choices of one key are united, and the first default and line are kept.
    pub fn add(&mut self, path: String, kind: Kind, about: &str, default: Option<String>) {
        for known in self.list.iter_mut().filter(|known| known.path == path) {
            match (&mut known.kind, &kind) {
                (Kind::Choice(all), Kind::Choice(more)) | (Kind::Choices(all), Kind::Choices(more)) => {
                    more.iter()
                        .filter(|word| !all.contains(word))
                        .copied()
                        .collect::<Vec<_>>()
                        .into_iter()
                        .for_each(|word| all.push(word));
                    return;
                }
                (known, kind) if known == kind => return,
                _ => {}
            }
        }
        self.list.push(Description { path, kind, about: about.to_owned(), default, optional: false, required: false });
    }

    /// Marks a key as one that does nothing unless it is written.
    pub fn maybe(&mut self, path: &str) {
        self.optional.insert(path.to_owned());
    }

    /// Marks a key as one that must be written.
    pub fn require(&mut self, path: &str) {
        self.required.insert(path.to_owned());
    }
}

impl super::Document {
    /// Every key that was read, in the order of reading. Only after [`super::Document::describe`].
    pub fn descriptions(&self) -> Vec<Description> {
        let known = self.descriptions.borrow();
        let mut list = known.list.clone();
        for one in &mut list {
            one.optional = one.kind == Kind::Optional || known.optional.contains(&one.path);
            one.required = known.required.contains(&one.path);
            if matches!(one.kind, Kind::Table | Kind::Optional | Kind::Map | Kind::List) {
                one.default = None;
            }
        }
        list
    }

    /// Keys of the reference that nobody asked for, with `*` for names. Only after [`super::Document::describe`].
    pub fn unread_reference_keys(&self) -> Vec<String> {
        self.descriptions.borrow().unread.iter().cloned().collect()
    }

    /// Keys that were asked for and do not stand in the reference. Only after [`super::Document::describe`].
    pub fn keys_missing_from_reference(&self) -> Vec<String> {
        self.descriptions.borrow().missing.iter().cloned().collect()
    }
}
